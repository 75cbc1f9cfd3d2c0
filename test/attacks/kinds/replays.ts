import type { Attack } from "../attack.ts";
import type { Stage } from "../kit/stage.ts";
import { secretsOf, sentHooks, sign } from "../kit/webhooks.ts";

/** Every webhook that the victim's vendors have sent, sent again: soon, and when nobody remembers it any more. */
export function replayAttacks(stage: Stage): Attack[] {
  const { sandbox, victim, origin, send, store } = stage;
  const secrets = secretsOf(sandbox, victim);
  const hooks = [...new Map(sentHooks(sandbox).map((one) => [one.path + one.body, one])).values()];
  let done = deedsOf(stage);

  const again = (when: string): Attack[] =>
    hooks.map((hook) => ({
      name: `${hook.vendor}'s webhook to ${hook.path} ${when}: ${hook.body.slice(0, 80)}`,
      async attempt() {
        const signing = {
          secret: secrets[hook.vendor],
          url: origin + hook.path,
          time: new Date().toISOString(),
        };
        const headers = { ...hook.headers, ...sign(hook, signing) };
        const { status } = await send({ method: "POST", path: hook.path, body: hook.body, headers });
        return status === 200 ? null : `answered ${status}: this was no replay`;
      },
    }));
  const nothingCame = (when: string): Attack => ({
    name: `what came of all webhooks ${when}`,
    async attempt() {
      await stage.scene.quiet();
      const before = done;
      done = deedsOf(stage);
      const twice = Object.keys(done).filter((name) => done[name] !== before[name]);
      if (twice.length > 0) return twice.map((name) => `${name}: ${before[name]} → ${done[name]}`).join(", ");
      return stage.changes(/^(connections|deliveries|effects|snapshots|tickets)\//);
    },
  });
  const forgetting: Attack = {
    name: "deliveries that are forgotten after a month",
    async attempt() {
      await store.execute("DELETE FROM deliveries WHERE state = 'handled'");
      await stage.settle();
      return null;
    },
  };
  return [
    ...again("again"),
    nothingCame("again"),
    forgetting,
    ...again("a month later"),
    nothingCame("a month later"),
  ];
}

/** What we did at the vendors that people see. */
function deedsOf({ sandbox, scene }: Stage): Record<string, number> {
  const { zendesk, klaviyo } = sandbox;
  const tickets = [...zendesk.state.tickets.keys()];
  return {
    "texts sent": scene.sms().length,
    tickets: tickets.length,
    comments: tickets.reduce((sum, id) => sum + scene.commentsOn(id).length, 0),
    "events at Klaviyo": klaviyo.events.length,
    "texts at Klaviyo": klaviyo.state.messages.length,
  };
}
