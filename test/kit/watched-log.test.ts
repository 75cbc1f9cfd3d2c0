import { expect, it } from "vitest";
import { createWatchedLog } from "./watched-log.ts";

it("tells of a secret that was printed at any level, and does not print it again", () => {
  const { log, mustHide } = createWatchedLog();
  log.debug({ header: "Bearer papaya-1177" }, "asked");
  mustHide(["mango-2288"]);
  expect(() => mustHide(["mango-2288", "papaya-1177"])).toThrow(/Bearer \[HERE\]/);
});
