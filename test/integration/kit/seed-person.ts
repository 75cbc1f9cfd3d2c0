import { eventually } from "../../kit/wait.ts";
import type { Scene } from "./scene.ts";

const SOON = { timeout: 15_000 };
const JPEG = Buffer.from("\xff\xd8\xff\xe0 a picture", "latin1");

/** Everything that a vendor or we know a person by, and a word that nobody else writes. */
export function wordsOf({ customer, sandbox }: Scene, key: string, word: string): string[] {
  const { firstName, lastName, phone, email } = customer(key);
  const { zendesk, klaviyo, shopify } = sandbox;
  const user = [...zendesk.state.users.values()].find((one) => one.email === email);
  const profile = [...klaviyo.state.profiles.values()].find(({ attributes }) => attributes.email === email);
  const bought = [...shopify.state.customers.values()].find((one) => one.email === email);
  if (!user || !profile || !bought) throw new Error(`A vendor does not know ${key}.`);
  return [firstName, lastName, phone.slice(1), email, profile.id, ...[user.id, bought.id].map(String), word];
}

/** Takes a person through the whole product: a campaign, texts, pictures, links, tickets, orders, metrics. */
export async function seedPerson(scene: Omit<Scene, "system">, key: string, word: string): Promise<number> {
  const { sandbox } = scene;
  const { email, phone } = scene.customer(key);
  sandbox.klaviyo.send({ kind: "campaign", name: "Autumn sale", to: phone, body: `${word} days are here` });
  await eventually(() => sandbox.klaviyo.textsTo(phone).some((one) => one.body.includes(word)), SOON);
  await scene.quiet();
  const first = `Does the ${word} coat come in blue?`;
  scene.text(phone, first, [{ contentType: "image/jpeg", bytes: JPEG }]);
  const ticket = await scene.ticketWith(first);
  const upload = await fetch(`${sandbox.origins.zendesk}/api/v2/uploads?filename=${word}.jpg`, {
    method: "POST",
    headers: { cookie: `sandbox_agent=${scene.agent.user.id}`, "content-type": "image/jpeg" },
    body: JPEG,
  });
  const { upload: file } = (await upload.json()) as { upload: { token: string } };
  const url = `https://moorlicht.example/products/${word}-coat-in-blue?for=${encodeURIComponent(email)}`;
  const comment = { body: `It does: ${url}`, public: true, uploads: [file.token] };
  await scene.zendeskApi("PUT", `/tickets/${ticket.id}`, { ticket: { comment } });
  const sent = await eventually(() => scene.sms().find(({ to }) => to === phone), SOON);
  const link = sent.body.match(/https?:\S+\/l\/\w+/)?.[0];
  if (!link) throw new Error(`There is no short link in “${sent.body}”.`);
  await fetch(link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0 (iPhone)" } });
  await scene.sidebarOf(
    ticket.id,
    ({ value, orders }) => value.status === "ready" && orders.status === "ready",
  );
  const order = {
    email,
    lines: [{ sku: [...sandbox.shopify.state.variants.values()][0]?.sku, quantity: 1 }],
  };
  await fetch(`${sandbox.origins.shopify}/_sandbox/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(order),
  });
  await scene.openEmailTicket(email, `My ${word} tent leaks`);
  await scene.quiet();
  return ticket.id;
}
