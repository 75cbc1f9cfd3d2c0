import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SCREENSHOTS } from "./rules/listing.ts";
import { UsageError } from "./web-address.ts";

/** Reads the marketplace's screenshots out of a folder, by their paths in the package. */
export const readScreenshots = (folder: string): Promise<[string, Uint8Array][]> =>
  Promise.all(
    SCREENSHOTS.map(async (name): Promise<[string, Uint8Array]> => {
      const bytes = await readFile(join(folder, name)).catch(() => {
        throw new UsageError(
          `${folder} has no ${name}. Take the pictures first: npx -y pnpm@12 pictures --language en.`,
        );
      });
      return [`assets/${name}`, new Uint8Array(bytes)];
    }),
  );
