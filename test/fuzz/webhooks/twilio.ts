import fc from "fast-check";
import { type Field, formMutations, mutateForm } from "../mutate-form.ts";
import { nastyString, wellFormed } from "../nasty.ts";
import { world } from "../world.ts";
import type { Draft } from "./draft.ts";

const sid = fc
  .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 32, maxLength: 32 })
  .map((hex) => `SM${hex}`);
const channel = fc.constantFrom("", "", "whatsapp:");
const customer = fc.oneof(
  fc.constantFrom(...world.customers),
  fc.integer({ min: 1_000_000, max: 9_999_999 }).map((digits) => `+4915${digits}99`),
  fc.constantFrom("72345", "MOORLICHT"),
);
const ours = fc.constantFrom(...world.numbers);
const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom("STOP", "start", "Hilfe", "Where is my order?", "JOIN"),
  nastyString,
);

const picture = fc.record({
  url: fc.uuid().map((one) => `https://api.twilio.com/2010-04-01/Media/${one}`),
  type: fc.constantFrom("image/jpeg", "image/png", "video/mp4"),
});

const text = fc
  .record({
    sid,
    channel,
    customer,
    ours,
    words,
    pictures: fc.array(picture, { maxLength: 10 }),
    optOut: fc.option(fc.constantFrom("STOP", "START", "HELP")),
    /** As our own catching up writes it. */
    created: fc.option(fc.constant("Wed, 18 Nov 2026 12:00:05 +0000")),
  })
  .map(({ sid, channel, customer, ours, words, pictures, optOut, created }): Field[] => [
    ["ToCountry", "DE"],
    ["MessageSid", sid],
    ["SmsMessageSid", sid],
    ["NumMedia", String(pictures.length)],
    ["Body", words],
    ["From", channel + customer],
    ["To", channel + ours],
    ["AccountSid", "AC00000000000000000000000000000000"],
    ["ApiVersion", "2010-04-01"],
    ...pictures.flatMap(({ url, type }, index): Field[] => [
      [`MediaUrl${index}`, url],
      [`MediaContentType${index}`, type],
    ]),
    ...(optOut === null ? [] : ([["OptOutType", optOut]] satisfies Field[])),
    ...(created === null ? [] : ([["DateCreated", created]] satisfies Field[])),
  ]);

const STATES = ["accepted", "queued", "sending", "sent", "delivered", "undelivered", "failed", "read"];
const CODES = ["21610", "30003", "30006", "30007", "63016", "12300", "99999"];

const status = fc
  .record({
    sid,
    state: fc.constantFrom(...STATES),
    code: fc.option(fc.constantFrom(...CODES)),
    customer,
    ours,
  })
  .map(({ sid, state, code, customer, ours }): Field[] => [
    ["MessageSid", sid],
    ["MessageStatus", state],
    ["To", customer],
    ["From", ours],
    ...(code === null ? [] : ([["ErrorCode", code]] satisfies Field[])),
  ]);

/** Forms as browsers write them, and with bytes that they would have escaped. */
const written = fc.tuple(formMutations, fc.constantFrom(true, true, true, false));
const writeForm = (fields: Field[], escaped: boolean) =>
  escaped
    ? new URLSearchParams(fields).toString()
    : fields.map(([name, value]) => `${name}=${value.replaceAll("+", "%2B")}`).join("&");

const headers = { "content-type": "application/x-www-form-urlencoded" };

export const twilioText: fc.Arbitrary<Draft> = fc
  .tuple(text, written)
  .map(([fields, [mutations, escaped]]) => ({
    vendor: "twilio",
    path: "/texts",
    headers,
    body: writeForm(mutateForm(fields, mutations), escaped),
  }));

const message = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...world.replies).map((id) => `?message=${id}`) },
  {
    weight: 1,
    arbitrary: nastyString.map((id) => `?message=${encodeURIComponent(wellFormed(id.slice(0, 2_000)))}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "?message",
      "?message=%",
      "?message=%00",
      "?MESSAGE=1",
      "?message=a&message=b",
    ),
  },
);

export const twilioStatus: fc.Arbitrary<Draft> = fc
  .tuple(status, message, written)
  .map(([fields, query, [mutations, escaped]]) => ({
    vendor: "twilio",
    path: `/status${query}`,
    headers,
    body: writeForm(mutateForm(fields, mutations), escaped),
  }));
