import { z } from "zod";
import { fetchMedia } from "../fetch-media.ts";
import type { Gate } from "../gate.ts";
import { createTransport } from "../transport.ts";

const message = z.object({
  sid: z.string(),
  body: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  status: z.string(),
  direction: z.string(),
  error_code: z.number().nullable(),
  num_media: z.string().default("0"),
  date_created: z.string().nullable(),
});
export type TwilioMessage = z.infer<typeof message>;

const textsUrl = { sms_url: z.string().nullable(), sms_method: z.string().nullable() };
const phoneNumber = z.object({ sid: z.string(), phone_number: z.string(), ...textsUrl });
const shortCode = z.object({ sid: z.string(), short_code: z.string(), ...textsUrl });

/** A number or short code of the account's own. */
export interface OwnNumber {
  number: string;
  /** Where it is set up. */
  resource: string;
  /** Where its texts are sent; null: nowhere. */
  textsUrl: string | null;
}

/** Where texts go, without how Twilio is to try; a GET is not for us. */
const textsUrlOf = ({
  sms_url: url,
  sms_method: method,
}: {
  sms_url: string | null;
  sms_method: string | null;
}) => (url && method === "POST" ? (url.split("#")[0] ?? null) : null);

/**
 * Without this Twilio tries a webhook again only where it could not connect.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const TRY_AGAIN = "#rc=5&rp=ct,rt,5xx";

/** Twilio answers for a picture with a redirect to its storage. */
const MEDIA_STORAGE = /^(?:[a-z0-9-]+\.)*twiliocdn\.com$/;

const failure = z.object({ code: z.number(), message: z.string() });

export interface TwilioCredentials {
  accountSid: string;
  authToken: string;
}

export interface NewMessage {
  from: string;
  to: string;
  body: string;
  /** Addresses that Twilio fetches pictures from. */
  pictures: string[];
  statusCallback: string;
}

export type TwilioClient = ReturnType<typeof createTwilioClient>;

/** Twilio's 2010-04-01 API, as far as we use it. It has no idempotency keys: look a send up before repeating it. */
export function createTwilioClient(origin: string, { accountSid, authToken }: TwilioCredentials, gate: Gate) {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const request = createTransport({
    vendor: "twilio",
    origin,
    gate,
    headers: { authorization },
    explain(body) {
      const read = failure.safeParse(body);
      return read.success
        ? { code: String(read.data.code), message: read.data.message }
        : { code: null, message: null };
    },
  });
  const account = `/2010-04-01/Accounts/${accountSid}`;

  return {
    sendMessage: ({ from, to, body, pictures, statusCallback }: NewMessage) =>
      request({
        method: "POST",
        path: `${account}/Messages.json`,
        form: [
          ["From", from],
          ["To", to],
          ...(body === "" ? [] : [["Body", body] as [string, string]]),
          ["StatusCallback", statusCallback + TRY_AGAIN],
          ...pictures.map((url): [string, string] => ["MediaUrl", url]),
        ],
        answer: message,
      }),

    /** The newest messages of one pair of numbers, 200 at the most. By date Twilio finds only what it has sent already. */
    async listMessages({ from, to }: { from: string; to: string }) {
      const { messages } = await request({
        method: "GET",
        path: `${account}/Messages.json`,
        query: { From: from, To: to, PageSize: "200" },
        answer: z.object({ messages: z.array(message) }),
      });
      return messages;
    },

    /** Texts to one of our numbers since a moment, oldest first, 1,000 at the most, each with its pictures. */
    async listTextsTo(to: string, since: Date) {
      const { messages } = await request({
        method: "GET",
        path: `${account}/Messages.json`,
        query: { To: to, "DateSent>": since.toISOString().slice(0, 10), PageSize: "1000" },
        answer: z.object({ messages: z.array(message) }),
      });
      return messages
        .filter((one) => one.direction === "inbound" && Date.parse(one.date_created ?? "") >= since.getTime())
        .reverse();
    },

    /** Where a message's pictures are. */
    async listMedia(messageSid: string) {
      const { media_list: listed } = await request({
        method: "GET",
        path: `${account}/Messages/${messageSid}/Media.json`,
        answer: z.object({ media_list: z.array(z.object({ sid: z.string(), content_type: z.string() })) }),
      });
      return listed.map(({ sid, content_type }) => ({
        url: `${origin}${account}/Messages/${messageSid}/Media/${sid}`,
        contentType: content_type,
      }));
    },

    /** A picture that a customer sent. */
    fetchMedia: (url: string) =>
      fetchMedia(url, { vendor: "twilio", origin, storage: MEDIA_STORAGE, headers: { authorization } }),

    /** What can be texted: numbers and short codes. */
    async listNumbers(): Promise<OwnNumber[]> {
      const numbers = await request({
        method: "GET",
        path: `${account}/IncomingPhoneNumbers.json`,
        query: { PageSize: "200" },
        answer: z.object({ incoming_phone_numbers: z.array(phoneNumber) }),
      });
      const codes = await request({
        method: "GET",
        path: `${account}/SMS/ShortCodes.json`,
        query: { PageSize: "200" },
        answer: z.object({ short_codes: z.array(shortCode) }),
      });
      return [
        ...numbers.incoming_phone_numbers.map(({ sid, phone_number: number, ...rest }) => ({
          number,
          resource: `${account}/IncomingPhoneNumbers/${sid}.json`,
          textsUrl: textsUrlOf(rest),
        })),
        ...codes.short_codes.map(({ sid, short_code: number, ...rest }) => ({
          number,
          resource: `${account}/SMS/ShortCodes/${sid}.json`,
          textsUrl: textsUrlOf(rest),
        })),
      ];
    },

    /** Has a number's incoming texts sent nowhere any more. */
    stopTexts: ({ resource }: OwnNumber) =>
      request({ method: "POST", path: resource, form: { SmsUrl: "" }, answer: null }),

    /** Has a number's incoming texts sent to an address. */
    receiveTextsAt: ({ resource }: OwnNumber, url: string) =>
      request({
        method: "POST",
        path: resource,
        form: { SmsUrl: url + TRY_AGAIN, SmsMethod: "POST" },
        answer: null,
      }),
  };
}
