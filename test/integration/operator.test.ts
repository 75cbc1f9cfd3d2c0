import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { operate } from "./kit/operate.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const connect = (scene: Scene, body: object | string) =>
  operate(scene.system, "POST", `/accounts/${scene.sandbox.world.account.subdomain}/connections`, body);

function credentialsOf({ sandbox }: Scene) {
  const { world, twilio, klaviyo, shopify } = sandbox;
  const { accessToken, clientSecret } = shopify;
  return {
    zendesk: { vendor: "zendesk", email: world.agents[0]?.email, apiToken: "sandbox-zendesk-token" },
    klaviyo: { vendor: "klaviyo", privateKey: klaviyo.privateKey },
    shopify: { vendor: "shopify", shop: world.account.shopDomain, accessToken, clientSecret },
    twilio: { vendor: "twilio", ...twilio.credentials },
  };
}

const hooksOf = ({ sandbox: { zendesk, shopify, twilio } }: Scene) => ({
  zendesk: [...zendesk.state.webhooks.values()].map(({ endpoint }) => endpoint),
  shopify: [...shopify.state.subscriptions.values()].map(({ topic, uri }) => `${topic} ${uri}`),
  twilio: [...twilio.state.numbers.values()].map(({ smsUrl }) => smsUrl),
});

describe("the operator's API", () => {
  it("is closed without the token, and refuses alike", async () => {
    const scene = await openScene({ connect: [] });
    const answers = await Promise.all(
      [
        {},
        { authorization: "Bearer wrong" },
        { authorization: scene.system.operatorToken },
        { authorization: "Basic x" },
      ].map(async (headers) => {
        const answer = await fetch(`${scene.system.serverOrigin}/operator/accounts/moorlicht`, {
          method: "PUT",
          headers: { ...headers, "content-type": "application/json" } as Record<string, string>,
          body: JSON.stringify({ name: "Mine" }),
        });
        return [answer.status, await answer.text()];
      }),
    );
    expect(answers[0]?.[0]).toBe(401);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it("says what is wrong with a body", async () => {
    const scene = await openScene({ connect: [] });
    const { klaviyo, zendesk, shopify } = credentialsOf(scene);
    const bad: [object | string, number, RegExp][] = [
      ["{", 400, /could not be read/],
      ["[]", 422, /vendor|object/i],
      [{}, 422, /vendor/],
      [{ ...klaviyo, vendor: "gorgias" }, 422, /vendor/],
      [{ vendor: "klaviyo" }, 422, /privateKey/],
      [{ ...klaviyo, privateKey: "" }, 422, /privateKey/],
      [{ ...klaviyo, privateKey: "x".repeat(5000) }, 422, /privateKey/],
      [{ ...zendesk, email: "nobody" }, 422, /email/],
      [{ ...shopify, shop: "evil.example/moorlicht.myshopify.com" }, 422, /shop/],
      [{ ...shopify, shop: "a.myshopify.com.evil.example" }, 422, /shop/],
      [{ vendor: "twilio", accountSid: "../../etc", authToken: "x" }, 422, /accountSid/],
    ];
    for (const [body, status, words] of bad) {
      const answer = await connect(scene, body);
      expect([body, answer.status, await answer.text()]).toEqual([
        body,
        status,
        expect.stringMatching(words),
      ]);
    }
    const accounts: [string, object, number][] = [
      ["/accounts/Not_A_Subdomain", { name: "x" }, 422],
      ["/accounts/moorlicht", { name: " " }, 422],
      ["/accounts/moorlicht", { name: "x", settings: { resolvedAt: "never" } }, 422],
      ["/accounts/moorlicht", { name: "x", settings: { textBrandId: "first" } }, 422],
    ];
    for (const [path, body, status] of accounts) {
      expect([path, (await operate(scene.system, "PUT", path, body)).status]).toEqual([path, status]);
    }
    expect((await operate(scene.system, "POST", "/accounts/nobody/connections", klaviyo)).status).toBe(404);
    expect(scene.heard()).toBe(0);
  });

  it.each([
    ["zendesk", { apiToken: "wrong-secret" }],
    ["zendesk", { email: "tarik.yilmaz@moorlicht.example" }],
    ["klaviyo", { privateKey: "pk_wrong-secret" }],
    ["shopify", { accessToken: "wrong-secret" }],
    ["twilio", { authToken: "wrong-secret" }],
    ["twilio", { accountSid: `AC${"0".repeat(32)}` }],
  ] as const)("does not connect %s with %j: it says so, and nothing is saved", async (vendor, wrong) => {
    const scene = await openScene({ connect: [], withApp: true });
    const answer = await connect(scene, { ...credentialsOf(scene)[vendor], ...wrong });
    const said = await answer.text();
    expect([answer.status, said]).toEqual([422, expect.stringMatching(/refused|does not know/)]);
    expect(said).not.toContain("wrong-secret");
    expect(hooksOf(scene)).toMatchObject({ zendesk: [], shopify: [] });
    expect(hooksOf(scene).twilio.join("")).not.toContain(scene.system.serverOrigin);
    const worked = await connect(scene, credentialsOf(scene).zendesk);
    expect(await worked.json()).toMatchObject({ connected: true, appFound: true });
    const { connections } = await scene.overview();
    expect(connections.filter(({ state }) => state === "connected").map((one) => one.vendor)).toEqual([
      "zendesk",
    ]);
  });

  it("a wrong key later leaves the connection that was there", async () => {
    const scene = await openScene();
    const hooks = hooksOf(scene);
    for (const [vendor, wrong] of [
      ["zendesk", { apiToken: "wrong" }],
      ["klaviyo", { privateKey: "wrong" }],
      ["shopify", { accessToken: "wrong" }],
      ["twilio", { authToken: "wrong" }],
    ] as const) {
      expect((await connect(scene, { ...credentialsOf(scene)[vendor], ...wrong })).status).toBe(422);
    }
    expect(hooksOf(scene)).toEqual(hooks);
    await scene.agent.updateTicket((await scene.begin()).id, {
      comment: { body: "Still here", public: true },
    });
    await scene.quiet();
    expect(scene.sms()).toHaveLength(1);
  });

  it("connecting twice doubles no webhook, and a text is one comment still", async () => {
    const scene = await openScene();
    const hooks = hooksOf(scene);
    expect(hooks.zendesk).toHaveLength(1);
    expect(new Set(hooks.shopify).size).toBe(3);
    for (const credentials of Object.values(credentialsOf(scene))) {
      // Klaviyo tells of its account once a second.
      const answer = await eventually(async () => {
        const given = await connect(scene, credentials);
        return given.ok && given.json();
      });
      expect(answer).toMatchObject({ connected: true });
    }
    expect(hooksOf(scene)).toEqual(hooks);
    const ticket = await scene.begin();
    await scene.quiet();
    expect(scene.said(ticket.id)).toHaveLength(1);
    expect(scene.eventsAtKlaviyo("Opened Ticket")).toHaveLength(1);
  });

  it("a vendor out of order is told apart from wrong credentials", async () => {
    const scene = await openScene({ connect: [] });
    scene.sandbox.klaviyo.setFaults({ serverError: 1 });
    const answer = await connect(scene, credentialsOf(scene).klaviyo);
    expect(await answer.json()).toMatchObject({
      status: 422,
      detail: expect.stringMatching(/Try again later/),
    });
  });
});
