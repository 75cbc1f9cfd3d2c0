import type { Sandbox } from "../../sandbox/sandbox.ts";

/** Lets Zendesk's automation close the tickets that were solved, as it would after a day. */
export async function closeSolved({ origins, zendesk }: Sandbox): Promise<void> {
  const admin = [...zendesk.state.users.values()].find(({ role }) => role === "admin");
  const post = async (path: string, body: object) => {
    const answer = await fetch(origins.zendesk + path, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `sandbox_agent=${admin?.id}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
  };
  await post("/api/v2/automations.json", {
    automation: {
      title: "Close solved text tickets",
      conditions: {
        all: [
          { field: "status", operator: "is", value: "solved" },
          { field: "SOLVED", operator: "greater_than", value: "24" },
          { field: "current_tags", operator: "includes", value: "sms" },
        ],
      },
      actions: [{ field: "status", value: "closed" }],
    },
  });
  await post("/_sandbox/automations/run", { now: new Date(Date.now() + 26 * 3_600_000) });
}
