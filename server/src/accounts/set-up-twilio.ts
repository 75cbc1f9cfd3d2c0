import type { TwilioClient } from "../vendors/twilio/client.ts";
import { ConnectionRefused } from "./connect.ts";

/** Has the texts to all of an account's numbers sent to us, and only to us. Returns the numbers. */
export async function setUpTwilio(twilio: TwilioClient, textsUrl: string): Promise<string[]> {
  const owned = await twilio.listNumbers();
  if (owned.length === 0) {
    throw new ConnectionRefused("twilio.no_number");
  }
  const elsewhere = owned.filter((own) => own.textsUrl !== textsUrl);
  await Promise.all(elsewhere.map((own) => twilio.receiveTextsAt(own, textsUrl)));
  return owned.map(({ number }) => number);
}

/** Has no texts sent to us any more. */
export async function removeTwilioWebhooks(twilio: TwilioClient, textsUrl: string): Promise<void> {
  const ours = (await twilio.listNumbers()).filter((own) => own.textsUrl === textsUrl);
  await Promise.all(ours.map((own) => twilio.stopTexts(own)));
}
