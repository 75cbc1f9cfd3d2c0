import type { Account } from "../account.ts";
import { type ApiContext, createApi, idParam, originOf, readBody } from "../http/api.ts";
import { adminWrites, agentsOnly } from "../http/authentication.ts";
import { recordNotFound } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import type { Rule } from "../records.ts";
import { now } from "../time.ts";
import { presentRule } from "./present-rule.ts";
import { type RuleKind, readRule, ruleBody } from "./rule-input.ts";

const blankRule = (id: number, position: number): Rule => ({
  id,
  title: "",
  description: "",
  active: true,
  position,
  conditions: { all: [], any: [] },
  actions: [],
  restriction: null,
  output: null,
  created_at: now(),
  updated_at: now(),
});

/** Views, triggers and automations are kept alike: `kind` names the path and the key. */
export function ruleRoutes({ state }: Account, kind: RuleKind, rules: Map<number, Rule>) {
  const api = createApi();
  const path = `/${kind}s`;
  const find = (c: ApiContext): Rule => {
    const rule = rules.get(idParam(c));
    if (!rule) throw recordNotFound();
    return rule;
  };
  const list = (c: ApiContext, found: Rule[]) => {
    const ordered = found.sort((a, b) => a.position - b.position || a.id - b.id);
    const { items, paging } = paginate(c, ordered);
    return c.json({ [`${kind}s`]: items.map((rule) => presentRule(kind, rule, originOf(c))), ...paging });
  };
  const guard = kind === "view" ? agentsOnly : adminWrites;

  api.use(path, guard);
  api.use(`${path}/*`, guard);

  api.get(path, (c) => {
    const active = c.req.query("active");
    const all = [...rules.values()];
    return list(c, active === undefined ? all : all.filter((rule) => String(rule.active) === active));
  });

  api.get(`${path}/active`, (c) =>
    list(
      c,
      [...rules.values()].filter((rule) => rule.active),
    ),
  );

  api.post(path, async (c) => {
    const input = await readBody(c, ruleBody(kind));
    const rule = readRule(kind, input, blankRule(state.nextId("rule"), rules.size + 1));
    rules.set(rule.id, rule);
    return c.json({ [kind]: presentRule(kind, rule, originOf(c)) }, kind === "view" ? 200 : 201);
  });

  api.get(`${path}/:id{[0-9]+}`, (c) => c.json({ [kind]: presentRule(kind, find(c), originOf(c)) }));

  api.put(`${path}/:id{[0-9]+}`, async (c) => {
    const old = find(c);
    const rule = { ...readRule(kind, await readBody(c, ruleBody(kind)), old), updated_at: now() };
    rules.set(rule.id, rule);
    return c.json({ [kind]: presentRule(kind, rule, originOf(c)) });
  });

  api.delete(`${path}/:id{[0-9]+}`, (c) => {
    rules.delete(find(c).id);
    return c.body(null, 204);
  });

  return api;
}
