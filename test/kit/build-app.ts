import { fileURLToPath } from "node:url";
import { buildApp } from "../../zendesk-app/build.ts";

const OUT = fileURLToPath(new URL("../../zendesk-app/dist", import.meta.url));

/**
 * Builds the app before the tests, once, so that two test files never build it into one folder at the same time.
 * An app that does not build fails the tests that need it, and no other.
 */
export default async function setup(): Promise<void> {
  try {
    await buildApp({ outDir: OUT });
  } catch (error) {
    console.error("The app does not build, tests that need it will fail.", error);
  }
}
