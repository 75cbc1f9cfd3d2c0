import type { System } from "../../kit/system.ts";
import { eventually } from "../../kit/wait.ts";

/** Resolves when the vendors' webhooks are delivered and the server's work is done, so that what is not there will not come. */
export async function untilQuiet(
  { sandbox, serverOrigin }: Pick<System, "sandbox" | "serverOrigin">,
  timeout = 10_000,
): Promise<void> {
  const { zendesk, twilio, klaviyo, shopify } = sandbox;
  const vendors = [zendesk, twilio, klaviyo, shopify];
  const heard = () =>
    vendors.reduce((sum, { exchanges, webhooks }) => sum + exchanges.length + webhooks.attempts.length, 0);
  await eventually(
    async () => {
      const before = heard();
      await Promise.all([zendesk.webhooks.idle(), twilio.idle(), klaviyo.idle(), shopify.webhooks.idle()]);
      const { waiting } = await readWork(serverOrigin);
      if (waiting > 0) throw new Error(`${waiting} deliveries or effects wait`);
      return heard() === before;
    },
    { timeout },
  );
}

/** How much of the server's work waits, and how much was set aside. */
export async function readWork(serverOrigin: string): Promise<{ waiting: number; failed: number }> {
  const printed = await (await fetch(`${serverOrigin}/metrics`)).text();
  const read = (name: string) => {
    const [, value] = printed.match(new RegExp(`^${name} (\\d+)$`, "m")) ?? [];
    if (value === undefined) throw new Error(`/metrics has no ${name}.`);
    return Number(value);
  };
  return { waiting: read("sidethread_work_waiting"), failed: read("sidethread_work_failed") };
}
