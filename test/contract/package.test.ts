import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseOptions } from "@sidethread/zendesk-app/package/options";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { validatePackage } from "@sidethread/zendesk-app/package/validate-package";
import { UsageError } from "@sidethread/zendesk-app/package/web-address";
import { InvalidZip, unzipPackage, zipPackage } from "@sidethread/zendesk-app/package/zip";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { png } from "../unit/validate-package.cases.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BACKEND = "https://sidethread.example.com";
const SLOW = 60_000;
const LISTED = [
  ...["--marketplace", "--backend", BACKEND, "--support", "help@example.com"],
  ...["--website", "https://example.com/", "--terms", "https://example.com/terms"],
];

let outDir: string;
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "package-"));
});
afterAll(() => rm(outDir, { recursive: true }));

/** Runs the command as `pnpm package` does. */
function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), "zendesk-app/package/main.ts", ...args];
  return new Promise((done) =>
    execFile(process.execPath, command, { cwd: ROOT, timeout: SLOW }, (failure, stdout, stderr) =>
      done({ code: failure ? Number(failure.code) : 0, stdout, stderr }),
    ),
  );
}

test("the command makes a package that Zendesk accepts", { timeout: SLOW }, async () => {
  const { code, stdout } = await run("--backend", BACKEND, "--out", outDir, "--json");
  expect(code).toBe(0);
  const summary = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(summary).toMatchObject({ ok: true, backend: BACKEND });
  expect(summary.firstLoadBytes).toBeGreaterThan(0);
  const ours = summary.warnings.filter(({ file }: { file: string }) => !file.endsWith(".js"));
  expect(ours).toEqual([]);

  const files = unzipPackage(new Uint8Array(await readFile(summary.zip)));
  const text = (path: string) => new TextDecoder().decode(files.get(path));
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      "assets/icon_nav_bar.svg",
      "assets/iframe.html",
      "assets/logo-small.png",
      "assets/logo.png",
      "manifest.json",
      "translations/de.json",
      "translations/en.json",
    ]),
  );
  expect(JSON.parse(text("manifest.json"))).toMatchObject({
    name: "Sidethread",
    version: summary.version,
    domainWhitelist: ["sidethread.example.com"],
    parameters: [{ name: "sidebar_secret", secure: true, scopes: ["jwt_secret_key"] }],
  });
  expect(text("assets/iframe.html")).toContain(`content="${BACKEND}"`);
  expect(text("assets/iframe.html")).not.toContain("__SIDETHREAD_BACKEND__");
});

test("with --marketplace it makes a public package, screenshots and all", { timeout: SLOW }, async () => {
  const screenshots = join(outDir, "screenshots");
  await mkdir(screenshots);
  for (const number of [0, 1, 2]) {
    await writeFile(join(screenshots, `screenshot-${number}.png`), png(2048, 1536));
  }
  const { code, stdout } = await run(...LISTED, "--screenshots", screenshots, "--out", outDir, "--json");
  expect(code).toBe(0);
  const summary = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(summary).toMatchObject({ ok: true, marketplace: true });
  expect(summary.zip).toMatch(/sidethread-[\d.]+-marketplace\.zip$/);

  const files = unzipPackage(new Uint8Array(await readFile(summary.zip)));
  const read = (path: string) => JSON.parse(new TextDecoder().decode(files.get(path)));
  expect(read("manifest.json")).toMatchObject({
    author: { name: "Sidethread", email: "help@example.com", url: "https://example.com/" },
    private: false,
    termsConditionsURL: "https://example.com/terms",
    domainWhitelist: ["sidethread.example.com"],
  });
  expect([...files.keys()].filter((path) => path.includes("screenshot"))).toHaveLength(3);
  const { errors, warnings } = validatePackage(files);
  expect(errors).toEqual([]);
  expect(warnings.filter(({ file }) => !file.endsWith(".js"))).toEqual([]);
});

test.each(["de", "en", "es", "fr", "ko"])("the listing is whole in %s", async (language) => {
  const file = new URL(`../../zendesk-app/translations/${language}.json`, import.meta.url);
  const { app } = JSON.parse(await readFile(file, "utf8"));
  expect(app.short_description.length).toBeLessThanOrEqual(80);
  expect(app.long_description.length).toBeGreaterThan(400);
  expect(app.installation_instructions).toMatch(/^1\. .*\n2\. .*\n3\. .*\n4\. .*\n5\. .*\n6\. .*$/);
});

test("the command reports in words", { timeout: SLOW }, async () => {
  const { code, stdout } = await run("--out", outDir);
  expect(code).toBe(0);
  expect(stdout).toMatch(/assets\/iframe\.html/);
  expect(stdout).toMatch(/First load \d+\.\d KB gzip/);
  expect(stdout).toMatch(/on this machine: for the sandbox/);
});

test("the command says what to do about bad input, and exits with 2", { timeout: SLOW }, async () => {
  const blocked = join(outDir, "a-file");
  await writeFile(blocked, "");
  const { code, stdout, stderr } = await run("--out", join(blocked, "folder"), "--json");
  expect(code).toBe(2);
  expect(stderr).toMatch(/cannot be written .* Name another folder with --out DIR/);
  expect(JSON.parse(stdout)).toEqual({ ok: false, error: stderr.trim() });
});

describe("options", () => {
  test("are the sandbox's unless given", () => {
    const expected = {
      backend: "http://127.0.0.1:3000",
      outDir: resolve("/work/dist"),
      json: false,
      listing: null,
    };
    expect(parseOptions([], "/work")).toEqual(expected);
    expect(parseOptions(["--", "--backend", `${BACKEND}/`], "/work").backend).toBe(BACKEND);
  });

  test("are the publisher's for the marketplace", () => {
    expect(parseOptions([...LISTED, "--screenshots", "shots"], "/work").listing).toEqual({
      publisher: {
        email: "help@example.com",
        website: "https://example.com/",
        terms: "https://example.com/terms",
      },
      screenshots: resolve("/work/shots"),
    });
    expect(parseOptions(LISTED, "/work").listing?.screenshots).toBeNull();
  });

  test.each([
    [["--backend", "http://example.com"], /over https only/],
    [["--backend", "sidethread"], /is no web address/],
    [["--backend", "ftp://localhost"], /over https only/],
    [["--backend", `${BACKEND}/app`], /Leave out path and sign-in: https:\/\/sidethread\.example\.com\./],
    [["--backend", "https://me:pw@example.com"], /Leave out path and sign-in/],
    [["--backend"], /Usage: package/],
    [["--frontend", BACKEND], /Unknown option '--frontend'.* Usage: package/],
    [["--terms", "https://example.com/terms"], /--terms: only with --marketplace/],
    [["--marketplace"], /also wants --backend, --support, --website, --terms/],
    [
      [...LISTED, "--backend", "https://localhost"],
      /public address, and https:\/\/localhost is on this machine/,
    ],
    [[...LISTED, "--backend", "http://example.com"], /over https only/],
    [[...LISTED, "--support", "nobody"], /--support "nobody" is no e-mail address/],
    [[...LISTED, "--terms", "http://example.com/terms"], /--terms .* is no https address/],
    [[...LISTED, "--website", "example"], /--website "example" is no https address/],
    [["everything"], /Unexpected argument 'everything'.* Usage: package/],
  ])("%j are refused", (args, message) => {
    expect(() => parseOptions(args, "/work")).toThrow(UsageError);
    expect(() => parseOptions(args, "/work")).toThrow(message);
  });
});

test("the same sources give the same zip, and zcli's settings stay beside it", {
  timeout: SLOW,
}, async () => {
  const first = await packageApp({ backend: BACKEND, outDir });
  const settings = join(first.folder, "zcli.apps.config.json");
  await writeFile(settings, '{"app_id":1}');
  await writeFile(join(first.folder, "assets/stale.js"), "");

  const second = await packageApp({ backend: BACKEND, outDir });
  expect(Buffer.compare(first.zip, second.zip)).toBe(0);
  expect(await readFile(settings, "utf8")).toBe('{"app_id":1}');
  expect(await readdir(join(second.folder, "assets"))).not.toContain("stale.js");
});

test("screenshots that are not there are missed before anything is built", async () => {
  const listing = parseOptions([...LISTED, "--screenshots", outDir], "/work").listing;
  await expect(packageApp({ backend: BACKEND, outDir, listing })).rejects.toThrow(
    /has no screenshot-0\.png\. Take the pictures first/,
  );
});

test("a folder that holds something else is left alone", { timeout: SLOW }, async () => {
  const other = join(outDir, "other");
  await mkdir(join(other, "sidethread-app"), { recursive: true });
  await writeFile(join(other, "sidethread-app/diary.txt"), "");
  await expect(packageApp({ backend: BACKEND, outDir: other })).rejects.toThrow(/holds something else/);
  expect(await readdir(join(other, "sidethread-app"))).toEqual(["diary.txt"]);
});

describe("a zip", () => {
  test("gives back what was put in", () => {
    const files = new Map([
      ["manifest.json", strToU8("{}")],
      ["assets/empty", new Uint8Array()],
    ]);
    expect(new Map([...unzipPackage(zipPackage(files))].sort())).toEqual(new Map([...files].sort()));
  });

  test.each([
    ["that is none", strToU8("PK"), /not a zip file/],
    [
      "with a symbolic link",
      zipSync({ "assets/a": [strToU8("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }] }),
      /assets\/a is a symbolic link/,
    ],
    ["that leads out of its folder", zipSync({ "../a": strToU8("") }), /leads out of the package/],
    ["with an absolute path", zipSync({ "/a": strToU8("") }), /leads out of the package/],
  ])("%s is refused", (_what, zip, message) => {
    expect(() => unzipPackage(zip)).toThrow(InvalidZip);
    expect(() => unzipPackage(zip)).toThrow(message);
  });
});
