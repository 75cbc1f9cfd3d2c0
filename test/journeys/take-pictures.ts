import { isByDay, runByDay } from "./pictures/by-day.ts";
import { takeDocsPictures } from "./pictures/docs-pictures.ts";
import { takeListingPictures } from "./pictures/listing-pictures.ts";
import { type PictureOptions, readPictureOptions, UsageError } from "./pictures/picture-options.ts";

async function take(options: PictureOptions): Promise<void> {
  if (options.kind === "listing") await takeListingPictures(options.languages, options.folder);
  else await takeDocsPictures(options.folder);
  console.log(`The pictures are in ${options.folder}.`);
}

try {
  const options = readPictureOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (isByDay()) await take(options);
  else process.exitCode = await runByDay();
} catch (failure) {
  process.exitCode = failure instanceof UsageError ? 2 : 1;
  console.error(failure instanceof UsageError ? failure.message : failure);
}
