import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../../zendesk-app/src/backend/fetch.ts";
import { eagerAfter, pollDelay } from "../../../zendesk-app/src/backend/poll-delay.ts";
import { nextSnapshot, type Outcome, type Snapshot } from "../../../zendesk-app/src/backend/snapshot.ts";

interface Body {
  settled: boolean;
}

const isSettled = (body: Body) => body.settled;
const fresh: Outcome<Body> = { ok: true, body: { settled: true }, etag: '"1"' };
const waiting: Outcome<Body> = { ok: true, body: { settled: false }, etag: '"0"' };
const unchanged: Outcome<Body> = { ok: true, body: null, etag: null };
const down: Outcome<Body> = { ok: false, kind: "offline" };

/** Plays answers a second apart, from second 1 on. */
function play(...outcomes: Outcome<Body>[]): Snapshot<Body> {
  let snapshot: Snapshot<Body> | undefined;
  outcomes.forEach((outcome, index) => {
    snapshot = nextSnapshot(snapshot, outcome, isSettled, (index + 1) * 1_000);
  });
  return snapshot!;
}

describe("what is known of the backend", () => {
  test("an answer is kept with its tag", () => {
    expect(play(fresh)).toEqual({
      body: { settled: true },
      etag: '"1"',
      contactAt: 1_000,
      failure: null,
      unsettledSince: null,
    });
  });

  test("an unchanged answer keeps what is shown and counts as contact", () => {
    expect(play(fresh, unchanged)).toMatchObject({ body: { settled: true }, etag: '"1"', contactAt: 2_000 });
  });

  test("a failure takes nothing away, counts up, and ends with the next answer", () => {
    const failed = play(fresh, down, down);
    expect(failed).toMatchObject({ body: { settled: true }, contactAt: 1_000 });
    expect(failed.failure).toEqual({ kind: "offline", attempts: 2 });
    expect(play(fresh, down, unchanged).failure).toBeNull();
  });

  test("it remembers since when something is being fetched", () => {
    expect(play(waiting, waiting).unsettledSince).toBe(1_000);
    expect(play(waiting, unchanged).unsettledSince).toBe(1_000);
    expect(play(waiting, fresh).unsettledSince).toBeNull();
  });
});

describe("when to ask again", () => {
  test("every five seconds in ordinary times", () => {
    expect(pollDelay(play(fresh), 0, 2_000)).toBe(5_000);
  });

  test("eagerly while something is being fetched, but not for ever", () => {
    expect(pollDelay(play(waiting), 0, 2_000)).toBe(1_500);
    expect(pollDelay(play(waiting), 0, 22_000)).toBe(5_000);
  });

  test("eagerly for a while after a reply", () => {
    const until = eagerAfter(10_000);
    expect(pollDelay(play(fresh), until, 12_000)).toBe(1_500);
    expect(pollDelay(play(fresh), until, 31_000)).toBe(5_000);
  });

  test("ever more rarely while the backend is down", () => {
    expect(pollDelay(play(down), 0, 0)).toBe(1_500);
    expect(pollDelay(play(down, down, down), 0, 0)).toBe(6_000);
    expect(pollDelay(play(...Array<Outcome<Body>>(12).fill(down)), 0, 0)).toBe(30_000);
  });

  test("as usual for a ticket that the backend does not have yet", () => {
    const missing: Outcome<Body> = { ok: false, kind: "missing" };
    expect(pollDelay(play(missing, missing, missing, missing), 0, 0)).toBe(5_000);
  });
});

describe("reading an answer of Zendesk's proxy", () => {
  test.each([
    ["an object of headers", { ETag: '"a"' }],
    ["lower-case names", { etag: '"a"' }],
    ["jQuery's text of headers", 'content-type: application/json\r\netag: "a"\r\n'],
  ])("finds the tag in %s", (_, responseHeaders) => {
    expect(outcomeOf({ status: 200, responseJSON: {}, responseHeaders })).toEqual({
      ok: true,
      body: {},
      etag: '"a"',
    });
  });

  test("304 means unchanged", () => {
    expect(outcomeOf({ status: 304 })).toEqual({ ok: true, body: null, etag: null });
  });

  test.each([
    [0, "offline"],
    [200, "offline"],
    [302, "offline"],
    [408, "offline"],
    [429, "offline"],
    [500, "offline"],
    [503, "offline"],
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "missing"],
    [400, "refused"],
    [422, "refused"],
  ])("%i without a body we know is %s", (status, kind) => {
    expect(outcomeOf({ status, responseJSON: undefined })).toEqual({ ok: false, kind });
  });
});
