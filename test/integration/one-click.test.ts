import type { AdminState, AuditEntry } from "@sidethread/shared/admin";
import { expect, test } from "vitest";
import { signIn } from "./kit/admin.ts";
import { openScene } from "./kit/scene.ts";

async function openAdmin(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const fetchAdmin = await signIn(scene.system);
  const { views, automations } = scene.sandbox.zendesk.state;
  return {
    scene,
    fetchAdmin,
    automations,
    smsViews: () => [...views.values()].filter(({ title }) => title === "SMS tickets"),
    views,
    made: async () => ((await (await fetchAdmin("GET", "/state")).json()) as AdminState).made,
    actions: async () => {
      const { entries } = (await (await fetchAdmin("GET", "/audit")).json()) as { entries: AuditEntry[] };
      return entries.map(({ action }) => action).filter((action) => /^(view|automation)\./.test(action));
    },
  };
}

const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;

test("the view shows tickets of texts that are not closed; pressing again makes no second one", async () => {
  const { scene, fetchAdmin, smsViews, made, actions } = await openAdmin();
  const first = await fetchAdmin("PUT", "/view");
  expect(first.status).toBe(200);
  const view = (await first.json()) as { id: string; url: string };
  expect(view.url).toContain(`/agent/filters/${view.id}`);
  expect((await fetchAdmin("PUT", "/view")).status).toBe(200);
  expect(smsViews()).toHaveLength(1);
  expect((await made()).view).toEqual(view);
  expect(await actions()).toEqual(["view.updated", "view.made"]);

  await scene.openEmailTicket(scene.customer("maren-voss").email, "An e-mail");
  const ticket = await scene.begin();
  const shown = () => scene.zendeskApi<{ tickets: { id: number }[] }>("GET", `/views/${view.id}/tickets`);
  expect((await shown()).tickets.map(({ id }) => id)).toEqual([ticket.id]);
  await scene.zendeskApi("PUT", `/tickets/${ticket.id}`, { ticket: { status: "closed" } });
  expect((await shown()).tickets).toEqual([]);
});

test("pressed twice at once, one view stays", async () => {
  const { fetchAdmin, smsViews, made } = await openAdmin();
  const answers = await Promise.all([1, 2, 3].map(() => fetchAdmin("PUT", "/view")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const [view, ...others] = smsViews();
  expect(others).toEqual([]);
  expect((await made()).view?.id).toBe(String(view?.id));
});

test("a view that was made but never noted is found by its title", async () => {
  const { scene, fetchAdmin, smsViews } = await openAdmin();
  const all = [{ field: "status", operator: "is", value: "new" }];
  await scene.zendeskApi("POST", "/views", { view: { title: "SMS tickets", all } });
  expect((await fetchAdmin("PUT", "/view")).status).toBe(200);
  const [view, ...others] = smsViews();
  expect(others).toEqual([]);
  expect(view?.conditions.all.map(({ field }) => field)).toEqual(["status", "current_tags"]);
});

test("removed by hand in Zendesk it is not made, and can be made again", async () => {
  const { fetchAdmin, views, smsViews, made } = await openAdmin();
  await fetchAdmin("PUT", "/view");
  views.delete(smsViews()[0]?.id ?? 0);
  expect((await made()).view).toBeNull();
  expect((await fetchAdmin("PUT", "/view")).status).toBe(200);
  expect(smsViews()).toHaveLength(1);
});

test("removing takes ours away and leaves everybody else's", async () => {
  const { fetchAdmin, views, made, actions } = await openAdmin();
  const before = [...views.keys()];
  await fetchAdmin("PUT", "/view");
  expect((await fetchAdmin("DELETE", "/view")).status).toBe(204);
  expect([...views.keys()]).toEqual(before);
  expect((await made()).view).toBeNull();
  expect((await fetchAdmin("DELETE", "/view")).status).toBe(204);
  expect(await actions()).toEqual(["view.removed", "view.made"]);
});

test("the automation closes solved tickets of texts after the hours chosen, which may change", async () => {
  const { fetchAdmin, automations, made, actions } = await openAdmin();
  expect((await fetchAdmin("PUT", "/automation", { hours: 24 })).status).toBe(200);
  expect((await made()).automation?.hours).toBe(24);
  expect((await fetchAdmin("PUT", "/automation", { hours: 72 })).status).toBe(200);
  const [rule, ...others] = [...automations.values()].filter(({ title }) => title.includes("SMS"));
  expect(others).toEqual([]);
  expect(rule?.conditions.all).toEqual([
    { field: "status", operator: "is", value: "solved" },
    { field: "SOLVED", operator: "greater_than", value: "72" },
    { field: "current_tags", operator: "includes", value: "sms" },
  ]);
  expect(rule?.actions).toEqual([{ field: "status", value: "closed" }]);
  expect((await made()).automation).toMatchObject({ id: String(rule?.id), hours: 72 });
  expect((await fetchAdmin("DELETE", "/automation")).status).toBe(204);
  expect((await made()).automation).toBeNull();
  expect(await actions()).toEqual(["automation.removed", "automation.updated", "automation.made"]);
});

test("hours that make no sense are refused", async () => {
  const { fetchAdmin, automations } = await openAdmin();
  const before = automations.size;
  for (const hours of [0, -1, 1.5, 673, "24"]) {
    expect((await fetchAdmin("PUT", "/automation", { hours })).status).toBe(422);
  }
  expect(automations.size).toBe(before);
});

test("without Zendesk, or while it is down, it says what to do", async () => {
  const { scene, fetchAdmin } = await openAdmin();
  await scene.during("zendesk", { serverError: 1 }, async () => {
    const answer = await fetchAdmin("PUT", "/view");
    expect(answer.status).toBe(503);
    expect(await detailOf(answer)).toContain("Try again");
  });
  const alone = await openAdmin({ connect: [] });
  expect(await detailOf(await alone.fetchAdmin("PUT", "/view"))).toContain("Connect Zendesk");
});
