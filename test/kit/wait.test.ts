import { describe, expect, it } from "vitest";
import { eventually } from "./wait.ts";

describe("eventually", () => {
  it("gives what the check found, as soon as it does", async () => {
    let calls = 0;
    const found = await eventually(async () => {
      calls += 1;
      if (calls === 1) throw new Error("not there yet");
      return calls < 3 ? null : "found";
    });
    expect([found, calls]).toEqual(["found", 3]);
  });

  it("takes 0 and an empty text for an answer", async () => {
    expect(await eventually(() => 0)).toBe(0);
    expect(await eventually(() => "")).toBe("");
  });

  it("fails with the last reason once the deadline is past", async () => {
    const check = () => expect(["received"]).toContain("delivered");
    await expect(eventually(check, { timeout: 50 })).rejects.toThrow(
      /^Not within 50 ms: expected \[ 'received' \]/,
    );
    await expect(eventually(() => undefined, { timeout: 50 })).rejects.toThrow("the check gave undefined");
  });
});
