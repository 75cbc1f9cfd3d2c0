import { expect, it, onTestFinished } from "vitest";
import { startSystem } from "../kit/system.ts";
import { signIn } from "./kit/admin.ts";
import { readWindow } from "./kit/consent.ts";
import { openStore } from "./kit/store.ts";
import { beginConsent, type ConsentVendor, consent, readAnswer } from "./kit/vendor-consent.ts";

const VENDORS: ConsentVendor[] = ["zendesk", "klaviyo", "shopify"];

async function openStage() {
  const { databaseUrl, store } = await openStore();
  const system = await startSystem({ connect: [], databaseUrl });
  onTestFinished(() => system.stop());
  return {
    system,
    connections: async () => (await store.execute("SELECT vendor FROM connections")).rows.length,
    /** Sends somebody to a consent page of a flow that another began; gives what came back with them. */
    lure: async (attacker: Awaited<ReturnType<typeof signIn>>, vendor: ConsentVendor) =>
      consent(system, vendor, await beginConsent(system, attacker, vendor)),
  };
}

it("connects nothing when somebody is lured into another company's window", { timeout: 40_000 }, async () => {
  const { system, connections, lure } = await openStage();
  const attacker = await signIn(system, { subdomain: "attacker" });
  const victim = await signIn(system);
  for (const vendor of VENDORS) {
    // Whoever follows a link has no page that opened the window, so nobody hears of the code.
    const back = await lure(attacker, vendor);
    const page = await fetch(back);
    expect([vendor, page.status, (await readWindow(page))?.opener]).toEqual([
      vendor,
      200,
      system.sandbox.origins.zendesk,
    ]);
    expect(await connections()).toBe(0);

    // And were the victim's own app to hear it, it would hand it over in the victim's name.
    const finished = await victim("POST", `/connections/${vendor}/finish`, await readAnswer(back));
    expect([vendor, finished.status, (await finished.json()).detail]).toEqual([
      vendor,
      422,
      expect.stringContaining("somebody else"),
    ]);
    expect(await connections()).toBe(0);
  }
});

it("takes an answer once, from the admin who asked, and for that vendor alone", async () => {
  const { system, connections, lure } = await openStage();
  const admin = await signIn(system);
  const other = system.sandbox.world.agents.filter(({ role }) => role === "admin")[1];
  const finish = async (who: typeof admin, vendor: ConsentVendor, back: string, change: object = {}) => {
    const answer = { ...(await readAnswer(back)), ...change };
    return (await who("POST", `/connections/${vendor}/finish`, answer)).status;
  };
  const answer = await readAnswer(await lure(admin, "klaviyo"));
  expect((await admin("POST", "/connections/zendesk/finish", answer)).status).toBe(422);
  expect((await admin("POST", "/connections/klaviyo/finish", answer)).status).toBe(422);
  const colleague = await signIn(system, { user: other?.name ?? "" });
  expect(await finish(colleague, "klaviyo", await lure(admin, "klaviyo"))).toBe(422);

  const [mine, another] = [await lure(admin, "klaviyo"), await lure(admin, "klaviyo")];
  const { code = "" } = await readAnswer(another);
  expect(await finish(admin, "klaviyo", mine, { code })).toBe(422);
  for (const wrong of [{}, { state: "x" }, { code: "x" }, { state: "", code: "" }, { state: "x", code: "x" }])
    expect((await admin("POST", "/connections/klaviyo/finish", wrong)).status).toBe(422);
  expect((await admin("POST", "/connections/twilio/finish", answer)).status).toBe(422);
  expect(await connections()).toBe(0);

  const good = await lure(admin, "klaviyo");
  const goodAnswer = await readAnswer(good);
  expect((await admin("POST", "/connections/klaviyo/finish", goodAnswer)).status).toBe(200);
  expect((await admin("POST", "/connections/klaviyo/finish", goodAnswer)).status).toBe(422);
  expect(await connections()).toBe(1);
});
