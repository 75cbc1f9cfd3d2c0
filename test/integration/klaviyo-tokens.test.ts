import { expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { openScene } from "./kit/scene.ts";
import { connectByConsent } from "./kit/vendor-consent.ts";

it("Klaviyo's tokens are renewed by one of two servers, and both go on with the new ones", {
  timeout: 40_000,
}, async () => {
  const { system, sandbox } = await openScene({ connect: [] });
  const { klaviyo } = sandbox;
  await connectByConsent(system, await signIn(system), "klaviyo");
  await system.startAnother();
  const bearers = () =>
    klaviyo.exchanges.flatMap(({ path, status, requestHeaders: { authorization } }) =>
      path.startsWith("/api/") && authorization?.startsWith("Bearer ") ? [{ authorization, status }] : [],
    );
  const refreshes = () =>
    klaviyo.exchanges.filter(({ requestBody }) => requestBody.includes("grant_type=refresh_token"));

  const [first] = bearers();
  const token = first?.authorization.replace("Bearer ", "") ?? "";
  await fetch(`${sandbox.origins.klaviyo}/oauth/revoke`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${klaviyo.oauthClient.id}:${klaviyo.oauthClient.secret}`).toString("base64")}`,
    },
    body: new URLSearchParams({ token, token_type_hint: "access_token" }),
  });
  // Each server asks Klaviyo every few seconds by itself.
  await eventually(
    () =>
      bearers().filter((one) => one.authorization !== first?.authorization && one.status === 200).length > 3,
    { timeout: 30_000 },
  );
  expect(bearers().filter(({ status }) => status === 401).length).toBeGreaterThan(0);
  expect(refreshes().map(({ status }) => status)).toEqual([200]);
});
