import { parseOptions } from "./options.ts";
import { prepareFolder } from "./out-folder.ts";
import { InvalidPackage, packageApp } from "./package-app.ts";
import { describePackage, packageSummary } from "./report.ts";
import { UsageError } from "./web-address.ts";

const args = process.argv.slice(2);
try {
  const options = parseOptions(args, process.env.INIT_CWD ?? process.cwd());
  await prepareFolder(options.outDir);
  const app = await packageApp(options);
  console.log(options.json ? JSON.stringify(packageSummary(app, options)) : describePackage(app, options));
} catch (failure) {
  const expected = failure instanceof UsageError || failure instanceof InvalidPackage;
  process.exitCode = failure instanceof UsageError ? 2 : 1;
  console.error(expected ? failure.message : failure);
  if (args.includes("--json")) {
    console.log(
      JSON.stringify({ ok: false, error: failure instanceof Error ? failure.message : String(failure) }),
    );
  }
}
