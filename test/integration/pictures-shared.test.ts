import { findSharedPicture, sharePictures } from "@sidethread/server/conversations/pictures/picture-store";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { cleanUp } from "@sidethread/server/work/clean-up";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openTestDatabase } from "../kit/database.ts";

const DAY_MS = 24 * 60 * 60_000;
const scope = grantScope("account");
const picture = (n: number) => ({
  url: `https://a.example/attachments/token/${n}/`,
  contentType: "image/png",
});

afterEach(() => void vi.useRealTimers());

describe("a shared picture", () => {
  it("keeps its code however often it is shared, and no two have the same", async () => {
    const { write } = await openTestDatabase();
    const share = (message: string, ...pictures: ReturnType<typeof picture>[]) =>
      write((tx) => sharePictures(tx, scope, message, pictures));
    const first = await share("one", picture(1), picture(2));
    expect(await share("one", picture(2), picture(1), picture(3))).toEqual([
      first[1],
      first[0],
      expect.stringMatching(/^[\w-]{22}$/),
    ]);
    const other = await share("two", picture(1));
    expect(new Set([...first, ...other]).size).toBe(3);
  });

  it("is found for a day, a new one from its last sharing on", async () => {
    const { write, read } = await openTestDatabase();
    const share = () => write((tx) => sharePictures(tx, scope, "one", [picture(1)]));
    const [code = ""] = await share();
    expect(await findSharedPicture(read, code)).toMatchObject({ ...picture(1), accountId: "account" });
    expect(
      await findSharedPicture(read, code.toLowerCase() === code ? `${code}a` : code.toLowerCase()),
    ).toBeNull();

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY_MS - 60_000 });
    await share();
    vi.setSystemTime(Date.now() + DAY_MS - 60_000);
    expect(await findSharedPicture(read, code)).not.toBeNull();
    vi.setSystemTime(Date.now() + 2 * 60_000);
    expect(await findSharedPicture(read, code)).toBeNull();
  });

  it("is removed some time after nobody can fetch it any more", async () => {
    const { write, read } = await openTestDatabase();
    const [code = ""] = await write((tx) => sharePictures(tx, scope, "one", [picture(1)]));
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: now + 3 * DAY_MS });
    await cleanUp(write, 1);
    vi.setSystemTime(now);
    expect(await findSharedPicture(read, code)).toBeNull();
  });
});
