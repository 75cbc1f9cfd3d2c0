import type { AccountScope } from "../database/account-scope.ts";
import { createGate } from "../vendors/gate.ts";
import { createTwilioClient, type TwilioCredentials } from "../vendors/twilio/client.ts";
import { type Connecting, ConnectionRefused, hookKeyOf, prove } from "./connect.ts";
import { keepConnection } from "./keep-connection.ts";
import { setUpTwilio } from "./set-up-twilio.ts";

/**
 * Connects a Twilio account, and has texts to its numbers sent to us. Returns the
 * numbers, and the address that a WhatsApp sender's texts have to be sent to: Twilio lets only its console set that.
 */
export async function connectTwilio(
  context: Connecting,
  scope: AccountScope,
  { accountSid, authToken }: TwilioCredentials,
): Promise<{ numbers: string[]; textsUrl: string }> {
  const { config } = context;
  const twilio = createTwilioClient(config.TWILIO_ORIGIN, { accountSid, authToken }, createGate());
  const hookKey = await hookKeyOf(context, scope, "twilio");
  const owned = await prove(() => twilio.listNumbers(), "twilio.credentials");
  if (owned.length === 0) throw new ConnectionRefused("twilio.no_number");
  const numbers = owned.map(({ number }) => number);
  await keepConnection(context, {
    vendor: "twilio",
    scope,
    hookKey,
    details: { accountSid, numbers },
    secrets: { authToken },
  });
  // Only now, so that the first text finds a connection that can verify it.
  const textsUrl = `${config.PUBLIC_URL}/webhooks/twilio/${hookKey}/texts`;
  await prove(() => setUpTwilio(twilio, textsUrl), "twilio.credentials");
  return { numbers, textsUrl };
}
