import type { Client } from "@libsql/client";
import { signIn } from "../../integration/kit/admin.ts";
import type { Scene } from "../../integration/kit/scene.ts";
import { seedPerson, wordsOf } from "../../integration/kit/seed-person.ts";
import { beginConsent } from "../../integration/kit/vendor-consent.ts";
import type { Pool } from "./fill.ts";

const KEY = "maren-voss";
/** Nobody but the victim's customer writes it. */
const WORD = "papaya";
/** Shorter ones stand in answers by chance. */
const SHORTEST_MARK = 6;

export type Victim = Awaited<ReturnType<typeof seedVictim>>;

/** An account that has everything: people, texts, pictures, links, orders, work that was set aside, flows under way. */
export async function seedVictim(scene: Scene, store: Client) {
  const { system, sandbox } = scene;
  const { world } = sandbox;
  const column = async (sql: string, ...args: string[]) =>
    (await store.execute({ sql, args })).rows.map((row) => String(row[0]));
  const { subdomain, shopDomain } = world.account;
  const ticketId = await seedPerson(scene, KEY, WORD);
  const [accountId = ""] = await column("SELECT id FROM accounts WHERE subdomain = ?", subdomain);
  const of = (table: string, name: string) =>
    column(`SELECT ${name} FROM ${table} WHERE account_id = ?`, accountId);

  // Some of what was done is work that was set aside.
  await store.batch([
    "UPDATE effects SET state = 'dead' WHERE id = (SELECT max(id) FROM effects WHERE state = 'done')",
    "UPDATE deliveries SET state = 'failed' WHERE id = (SELECT max(id) FROM deliveries WHERE state = 'handled')",
  ]);
  const deadLetters = [
    ...(await column("SELECT 'effect-' || id FROM effects WHERE state = 'dead'")),
    ...(await column("SELECT 'delivery-' || id FROM deliveries WHERE state = 'failed'")),
  ];
  const kinds = [
    ...(await column("SELECT kind FROM effects WHERE state = 'dead'")),
    ...(await column("SELECT source FROM deliveries WHERE state = 'failed'")),
  ];

  const admin = await signIn(system);
  const { phone, email } = scene.customer(KEY);
  const started = await admin("POST", "/test-texts", { phone, number: null });
  const testTextId = String(((await started.json()) as { id: unknown }).id);
  const state = new URL(await beginConsent(system, admin, "klaviyo")).searchParams.get("state") ?? "";
  const identity = (kind: string) =>
    column("SELECT value FROM identities WHERE account_id = ? AND kind = ?", accountId, kind);
  const hookKeys = Object.fromEntries(
    (
      await store.execute({
        sql: "SELECT vendor, hook_key FROM connections WHERE account_id = ?",
        args: [accountId],
      })
    ).rows.map((row) => [String(row.vendor), String(row.hook_key)]),
  );
  const brands = [...sandbox.zendesk.state.brands.values()].map(({ id }) => String(id));
  const day = new Date().toISOString().slice(0, 10);

  const pool: Pool = {
    ticket_id: [String(ticketId), ...(await of("tickets", "ticket_id"))],
    id: [
      ...deadLetters,
      testTextId,
      ...(await of("messages", "id")),
      ...(await of("conversations", "id")),
      ...(await of("profiles", "id")),
    ],
    kind: kinds,
    before: ["999999999", ...(await of("audit", "id"))],
    email: [email],
    phone: [phone],
    number: [world.smsNumber],
    zendeskUserId: await identity("zendesk"),
    shopifyCustomerId: await identity("shopify"),
    code: [...(await of("links", "code")), ...(await of("shared_pictures", "code"))],
    key: Object.values(hookKeys),
    metricBrandIds: brands,
    textBrandId: brands,
    shop: [shopDomain],
    opener: [sandbox.origins.zendesk],
    state: [state],
    subdomain: [subdomain],
    name: [subdomain],
    vendor: ["zendesk", "klaviyo", "shopify", "twilio"],
    currency: ["EUR"],
    keep: ["mine"],
    from: [day],
    to: [day],
    // What somebody would have to guess, who knows all else.
    accountSid: [sandbox.twilio.credentials.accountSid],
    authToken: ["guessed-auth-token"],
    accessToken: ["guessed-access-token"],
    clientSecret: ["guessed-client-secret"],
    apiToken: ["guessed-api-token"],
    privateKey: ["pk_guessed"],
  };
  const ids = ["email", "phone", "zendeskUserId", "shopifyCustomerId", "code", "key", "state", "id"];
  return {
    accountId,
    subdomain,
    admin,
    pool,
    hookKeys,
    deadLetters,
    /** What stands in no answer to anybody else. */
    marks: [
      accountId,
      admin.session.token,
      ...wordsOf(scene, KEY, WORD),
      ...ids.flatMap((name) => pool[name] ?? []),
    ].filter((mark) => mark.length >= SHORTEST_MARK),
  };
}
