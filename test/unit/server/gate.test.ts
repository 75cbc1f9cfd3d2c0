import { createGate, readRetryAfter } from "@sidethread/server/vendors/gate";
import { createGates } from "@sidethread/server/vendors/gates";
import { describe, expect, test } from "vitest";

function gateAt(start = 1_800_000_000_000) {
  let now = start;
  const gate = createGate(() => now);
  const answer = (status: number | null, headers: Record<string, string> = {}) =>
    gate.learn(null, { status, headers: status === null ? null : new Headers(headers), seconds: 0.1 });
  const pass = (ms: number) => {
    now += ms;
  };
  return { gate, answer, pass };
}

describe("rate limits", () => {
  test("after a 429 nothing goes until the vendor's Retry-After is over", () => {
    const { gate, answer, pass } = gateAt();
    answer(429, { "retry-after": "7" });
    expect(gate.enter(null)).toBe(7000);
    pass(6999);
    expect(gate.enter(null)).toBe(1);
    pass(1);
    expect(gate.enter(null)).toBe(0);
  });

  test("the last request of a window closes it until its reset", () => {
    const { gate, answer, pass } = gateAt();
    answer(200, { "ratelimit-remaining": "1", "ratelimit-reset": "30" });
    expect(gate.enter(null)).toBe(0);
    answer(200, { "ratelimit-remaining": "0", "ratelimit-reset": "30" });
    expect(gate.enter(null)).toBe(30_000);
    pass(30_000);
    expect(gate.enter(null)).toBe(0);
  });

  test("of one bucket leave the others alone", () => {
    const { gate } = gateAt();
    gate.learn(
      { bucket: "profiles" },
      { status: 429, headers: new Headers({ "retry-after": "5" }), seconds: 0.1 },
    );
    expect(gate.enter({ bucket: "profiles" })).toBe(5000);
    expect(gate.enter({ bucket: "events" })).toBe(0);
    expect(gate.enter(null)).toBe(0);
  });

  test("a limit that is only published is counted over any stretch of time", () => {
    const { gate, pass } = gateAt();
    const ticket = { bucket: "ticket 1", window: { max: 3, perMs: 1000 } };
    const waits = Array.from({ length: 5 }, () => {
      const wait = gate.enter(ticket);
      pass(100);
      return wait;
    });
    expect(waits).toEqual([0, 0, 0, 700, 600]);
    pass(500);
    expect(gate.enter(ticket)).toBe(0);
    expect(gate.enter(ticket)).toBe(100);
    expect(gate.enter({ ...ticket, bucket: "ticket 2" })).toBe(0);
  });
});

describe("breaker", () => {
  test("opens after five failures in a row, and then lets one at a time try", () => {
    const { gate, answer, pass } = gateAt();
    for (const status of [500, null, 503, 500]) answer(status);
    expect(gate.enter(null)).toBe(0);
    answer(502);
    expect(gate.breaker()).toBe("open");
    expect(gate.enter(null)).toBe(1000);
    pass(1000);
    expect(gate.breaker()).toBe("half_open");
    expect(gate.enter(null)).toBe(0);
    expect(gate.enter(null)).toBeGreaterThan(0);
    answer(null);
    expect(gate.enter(null)).toBe(2000);
    pass(2000);
    expect(gate.enter(null)).toBe(0);
    answer(200);
    expect(gate.breaker()).toBe("closed");
    expect([gate.enter(null), gate.enter(null)]).toEqual([0, 0]);
  });

  test("a trial that never comes back is not waited for for ever", () => {
    const { gate, answer, pass } = gateAt();
    for (let failure = 0; failure < 5; failure += 1) answer(null);
    pass(1000);
    expect(gate.enter(null)).toBe(0);
    pass(20_001);
    expect(gate.enter(null)).toBe(0);
  });

  test("a refusal is no failure", () => {
    const { gate, answer } = gateAt();
    for (let refusal = 0; refusal < 9; refusal += 1) answer(422);
    expect(gate.breaker()).toBe("closed");
  });

  test("of one account says nothing of another's", () => {
    const gates = createGates(() => {});
    for (let failure = 0; failure < 5; failure += 1) {
      gates.of("a", "twilio").learn(null, { status: 500, headers: null, seconds: 0.1 });
    }
    expect(gates.of("a", "twilio").enter(null)).toBeGreaterThan(0);
    expect(gates.of("b", "twilio").enter(null)).toBe(0);
    expect(gates.of("a", "zendesk").enter(null)).toBe(0);
    expect(gates.of("a", "twilio", "another").enter(null)).toBe(0);
    expect(gates.countBreakers()).toContainEqual({ vendor: "twilio", state: "open", count: 1 });
  });
});

test.each([
  ["3", 3000],
  ["0.5", 500],
  ["Sat, 21 Nov 2026 12:00:10 GMT", 10_000],
  ["soon", null],
])("Retry-After: %s is %s ms", (value, expected) => {
  const now = Date.UTC(2026, 10, 21, 12, 0, 0);
  expect(readRetryAfter(new Headers({ "retry-after": value }), now)).toBe(expected);
});

describe("what a vendor said of its limits", () => {
  test("is the one nearest to its end, and whole again after its reset", () => {
    const { gate, pass } = gateAt();
    const tell = (bucket: string | null, headers: Record<string, string>) =>
      gate.learn(bucket === null ? null : { bucket }, {
        status: 200,
        headers: new Headers(headers),
        seconds: 0.1,
      });
    expect(gate.tightest()).toBeNull();
    tell(null, {});
    expect(gate.tightest()).toBeNull();
    tell("events", {
      "ratelimit-limit": "350, 350;w=1",
      "ratelimit-remaining": "349",
      "ratelimit-reset": "1",
    });
    tell("profiles", { "ratelimit-limit": "10", "ratelimit-remaining": "2", "ratelimit-reset": "30" });
    expect(gate.tightest()).toEqual({ remaining: 2, of: 10, resetsInSeconds: 30 });
    pass(30_000);
    expect(gate.tightest()).toMatchObject({ resetsInSeconds: null });
    gate.note({ remaining: 50, of: 1000, resetsInSeconds: 19 });
    expect(gate.tightest()).toEqual({ remaining: 50, of: 1000, resetsInSeconds: 19 });
  });

  test("of one ticket counts for all: the headers are about the account", () => {
    const { gate } = gateAt();
    const ticket = (id: number) => ({ bucket: `ticket ${id}`, window: { max: 30, perMs: 600_000 } });
    for (const id of [1, 2, 3]) {
      const headers = new Headers({
        "ratelimit-limit": "400",
        "ratelimit-remaining": String(400 - id),
        "ratelimit-reset": "60",
      });
      gate.learn(ticket(id), { status: 200, headers, seconds: 0.1 });
    }
    expect(gate.tightest()).toEqual({ remaining: 397, of: 400, resetsInSeconds: 60 });
  });
});
