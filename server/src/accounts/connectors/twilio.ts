import { z } from "zod";
import { checkTwilio } from "../check-twilio.ts";
import { connectTwilio } from "../connect-twilio.ts";
import { refusals } from "../refusals.ts";
import { removeTwilioWebhooks } from "../set-up-twilio.ts";
import type { Connector } from "./connector.ts";
import { secretText } from "./secret-text.ts";

const body = z.object({
  accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i, "an account SID, which begins with AC"),
  authToken: secretText,
});

export const twilio: Connector<"twilio", z.infer<typeof body>> = {
  key: { body, connect: connectTwilio },

  oauth: () => null,

  describe: ({ details }) => ({ label: details.accountSid, by: "key", scopes: [], endsAt: null }),

  refusal: refusals.twilio,

  check: checkTwilio,

  async remove({ config, clients }, { scope, hookKey }) {
    const twilio = await clients.twilio(scope);
    const url = `${config.PUBLIC_URL}/webhooks/twilio/${hookKey}/texts`;
    if (twilio) await removeTwilioWebhooks(twilio.client, url);
  },
};
