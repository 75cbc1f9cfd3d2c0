import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE = new URL("../node_modules/@sparticuz/chromium/package.json", import.meta.url);
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/chromium/", import.meta.url));

/** A Chromium that needs nothing of the machine: its libraries and fonts lie beside it. */
export interface UnpackedChromium {
  executablePath: string;
  env: { LD_LIBRARY_PATH: string; FONTCONFIG_FILE: string };
}

/** Unpacks the Chromium inside `@sparticuz/chromium`, once; several processes may ask at the same time. */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8"));
  const home = join(CACHE, version);
  if (!existsSync(home)) await unpackInto(home);
  return {
    executablePath: join(home, "chromium"),
    env: { LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_FILE: join(home, "fonts.conf") },
  };
}

async function unpackInto(home: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const staging = await mkdtemp(join(CACHE, "unpacking-"));
  // The package unpacks into the temporary directory, and its shared libraries only on Amazon Linux.
  const env = { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
  const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  await promisify(execFile)(process.execPath, ["--eval", script], { cwd, env });
  await writeFile(join(staging, "fonts.conf"), fontsConfig(home));
  try {
    await rename(staging, home);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** The machine's fonts for what Open Sans has not; Open Sans first, so that pages look the same everywhere. */
function fontsConfig(home: string): string {
  const families = ["sans-serif", "system-ui", "Arial", "Helvetica", "Helvetica Neue"];
  const aliases = families.map(
    (family) =>
      `<match target="pattern"><test name="family"><string>${family}</string></test>` +
      `<edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
  ${aliases.join("\n  ")}
</fontconfig>
`;
}
