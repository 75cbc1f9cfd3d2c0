import { paceOf, type TicketTraffic } from "@sidethread/server/conversations/inbound/pace-rules";
import fc from "fast-check";
import { expect, test } from "vitest";

const now = new Date("2026-11-02T10:00:00Z");
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const calm: TicketTraffic = { updates: 16, newestAt: now };
const busy: TicketTraffic = { updates: 18, newestAt: secondsAgo(20) };

test.each([
  ["a text on a calm ticket", calm, { kind: "alone" }],
  ["the first on its ticket for long", { updates: 0, newestAt: null }, { kind: "alone" }],
  ["the last before a ticket is busy", { updates: 17, newestAt: now }, { kind: "joined" }],
  ["one on a busy ticket", busy, { kind: "wait", ms: 40_000 }],
  ["one that waited there", { ...busy, newestAt: secondsAgo(60) }, { kind: "joined" }],
  ["on a ticket busy with notes alone", { updates: 30, newestAt: null }, { kind: "joined" }],
] as const)("%s", (_, traffic, pace) => {
  expect(paceOf(traffic, now)).toEqual(pace);
});

test("whatever comes, Zendesk's 30 in ten minutes are never reached, and no text waits much over a minute", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 40, maxLength: 200 });
  fc.assert(
    fc.property(gaps, (each) => {
      let clock = now.getTime();
      const texts = each.map((gap) => {
        clock += gap;
        return clock;
      });
      const comments: number[] = [];
      let next = 0;
      let at = now.getTime();
      while (next < texts.length) {
        const textAt = texts[next] ?? 0;
        at = Math.max(at, textAt);
        const recent = comments.filter((one) => one > at - 600_000);
        const newestAt = recent.at(-1);
        const traffic = {
          updates: recent.length,
          newestAt: newestAt === undefined ? null : new Date(newestAt),
        };
        const pace = paceOf(traffic, new Date(at));
        if (pace.kind === "wait") {
          at += pace.ms;
          continue;
        }
        const waiting =
          pace.kind === "alone" ? 1 : texts.filter((one, place) => place >= next && one <= at).length;
        expect(at - textAt).toBeLessThanOrEqual(60_000);
        next += waiting;
        comments.push(at);
      }
      for (const from of comments)
        expect(comments.filter((one) => one >= from && one < from + 600_000).length).toBeLessThan(30);
    }),
    { numRuns: 50 },
  );
});
