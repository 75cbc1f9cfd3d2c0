import { saveAccount } from "@sidethread/server/accounts/account-store";
import { type NewConnection, saveConnection } from "@sidethread/server/accounts/connection-store";
import type { Sealer } from "@sidethread/server/accounts/seal";
import { openConversation } from "@sidethread/server/conversations/conversation-store";
import type { AccountScope } from "@sidethread/server/database/account-scope";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { messages } from "@sidethread/server/database/schema/conversations";
import type { Transaction } from "@sidethread/server/database/transaction";
import { identify } from "@sidethread/server/profiles/identify";
import { idAtKlaviyo } from "@sidethread/server/profiles/identity";
import { type AccountName, type FuzzedVendor, hookKey, secretOf, world } from "./world.ts";

/** What every webhook may meet: two connected accounts, and in ours two customers with a reply under way to each. */
export async function seed(tx: Transaction, sealer: Sealer): Promise<AccountScope> {
  const [ours] = [await connect(tx, sealer, "ours"), await connect(tx, sealer, "other")];
  for (const [index, carrier] of (["twilio", "klaviyo"] as const).entries()) {
    const [theirs, number] = [world.customers[index] ?? "", world.numbers[index] ?? ""];
    const profileId = await identify(tx, ours, [
      { kind: "phone", value: theirs },
      { kind: "klaviyo", value: idAtKlaviyo("ABC123", world.profiles[index] ?? "") },
    ]);
    const between = {
      channel: "sms",
      carrier,
      ours: number,
      theirs,
      profileId,
      lastTextAt: new Date(),
    } as const;
    const { id: conversationId } = await openConversation(tx, ours, between);
    const ticketId = world.tickets[index] ?? "";
    const common = { accountId: ours.accountId, conversationId, ticketId, segments: 1, pictures: [] };
    await tx.insert(messages).values([
      {
        ...common,
        id: `text-by-${carrier}`,
        direction: "inbound",
        origin: "customer",
        text: "Where is it?",
        at: new Date(),
        state: "received",
      },
      {
        ...common,
        id: world.replies[index] ?? "",
        direction: "outbound",
        origin: "agent",
        text: world.replyText,
        at: new Date("2026-11-18T12:00:00Z"),
        state: "sent",
      },
    ]);
  }
  return ours;
}

async function connect(tx: Transaction, sealer: Sealer, account: AccountName): Promise<AccountScope> {
  const { id } = await saveAccount(tx, sealer, { subdomain: account, name: account, settings: {} });
  const scope = grantScope(id);
  const save = <V extends FuzzedVendor>(vendor: V, one: Pick<NewConnection<V>, "details" | "secrets">) =>
    saveConnection(tx, sealer, { vendor, scope, hookKey: hookKey(account, vendor), ...one });
  const secret = (vendor: FuzzedVendor) => secretOf(account, vendor);
  await save("zendesk", {
    details: { email: "admin@shop.example" },
    secrets: { apiToken: "none", signingSecret: secret("zendesk") },
  });
  await save("twilio", {
    details: { accountSid: "AC0", numbers: [...world.numbers] },
    secrets: { authToken: secret("twilio") },
  });
  await save("klaviyo", {
    details: { klaviyoAccountId: "ABC123", currency: "EUR", webhook: null, maySend: true },
    secrets: { privateKey: "none", webhookSecret: account === "ours" ? secret("klaviyo") : null },
  });
  await save("shopify", {
    details: { shop: `${account}.myshopify.com` },
    secrets: { accessToken: "none", clientSecret: secret("shopify") },
  });
  return scope;
}
