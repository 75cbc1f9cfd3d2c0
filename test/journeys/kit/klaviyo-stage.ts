import { connectAccount } from "../../kit/connect-account.ts";
import { eventually } from "../../kit/wait.ts";
import { openStage } from "./stage.ts";

/** The product with Klaviyo as its only carrier, which lets the account reply; with or without webhooks. */
export async function openKlaviyoStage({ webhooks }: { webhooks: boolean }) {
  const stage = await openStage({ connect: ["zendesk", "shopify"] });
  const { sandbox, serverOrigin, operatorToken } = stage;
  const { klaviyo, world } = sandbox;
  Object.assign(klaviyo.state.settings, { conversations: true, webhooks });
  await connectAccount(sandbox, serverOrigin, operatorToken, ["klaviyo"]);
  const phone = world.customers.find(({ key }) => key === "maren-voss")?.phone ?? "";

  return Object.assign(stage, {
    /** Maren's phone. */
    maren: {
      number: phone,
      text: (body: string) => klaviyo.text({ from: phone, to: world.smsNumber, body }),
      receives: (body: string) =>
        eventually(() => klaviyo.textsTo(phone).find((text) => text.body === body), { timeout: 20_000 }),
    },
  });
}
