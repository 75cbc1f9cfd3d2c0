import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attack } from "./attack.ts";
import { foreignIdAttack } from "./kinds/foreign-ids.ts";
import { isKind, type Kind, kinds } from "./kinds/kinds.ts";
import { fillRoute, UnknownParameter } from "./kit/fill.ts";
import { isSecured, type Route } from "./kit/routes.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { attack, prepare } from "./run.ts";

const SLOW_MACHINE_MS = 90_000;

/** Of the kinds that are many and alike, one in so many; `attacks` tries them all. */
const ONE_IN: Partial<Record<Kind, number>> = {
  hostile_values: 11,
  header_injection: 5,
  credentials: 3,
  paths: 3,
};

/** What anybody may ask for; every other route is attacked as one that wants somebody. */
const PUBLIC = [
  "GET /healthz",
  "GET /l/{code}",
  "GET /oauth/zendesk/start",
  "GET /oauth/{vendor}/callback",
  "GET /pictures/{code}",
  "GET /readyz",
  "POST /webhooks/klaviyo/{key}",
  "POST /webhooks/shopify/compliance",
  "POST /webhooks/shopify/{key}",
  "POST /webhooks/twilio/{key}/status",
  "POST /webhooks/twilio/{key}/texts",
  "POST /webhooks/zendesk/{key}",
];

describe("an attacker", () => {
  let stage: Stage;
  let prepared: Map<Kind, Attack[]>;
  beforeAll(async () => {
    stage = await openStage();
    prepared = await prepare(stage);
  }, SLOW_MACHINE_MS);
  afterAll(() => stage.close(), SLOW_MACHINE_MS);

  it.each(Object.keys(kinds).filter(isKind))(
    "gets nowhere by %s",
    async (kind) => {
      const all = prepared.get(kind) ?? [];
      const { tried, through } = await attack(
        stage,
        all.filter((_, index) => index % (ONE_IN[kind] ?? 1) === 0),
      );
      expect(through).toEqual([]);
      expect(tried).toBeGreaterThan(10);
    },
    SLOW_MACHINE_MS,
  );

  it("knows every route: those for anybody, those for somebody, and how to fill them", () => {
    const open = stage.routes.filter((route) => !isSecured(route)).map(({ name }) => name);
    expect(open.sort()).toEqual(PUBLIC);
    const [first] = stage.routes.filter(isSecured);
    const unknown = { in: "query" as const, name: "brand_new", schema: { type: "string" as const } };
    const route: Route = { ...(first as Route), parameters: [unknown] };
    expect(() => fillRoute(route, stage.victim.pool)).toThrow(UnknownParameter);
  });

  it("would be noticed: with the victim's own session the same requests get somewhere", async () => {
    const { admin, pool } = stage.victim;
    const theirs = async () => ({ "x-sidethread-session": admin.session.token });
    const asked = ["POST /admin/people/export", "POST /admin/dead-letters/discard"];
    const attacks = stage.routes
      .filter(isSecured)
      .filter(({ name }) => asked.includes(name))
      .flatMap((route) =>
        fillRoute(route, pool)
          .slice(0, 1)
          .map((request) => foreignIdAttack(stage, route, request, theirs)),
      );
    const found = await Promise.all(attacks.map(({ attempt }) => attempt()));
    expect(found).toEqual([
      expect.stringMatching(/^changed (effects|deliveries)/),
      expect.stringMatching(/^the answer tells/),
    ]);
  });
});
