import { z } from "zod";

/** All that the server tells an admin, in English. A page says it in its own language, by the same codes. */
export const told = {
  "zendesk.refuses": "Zendesk no longer lets Sidethread in. Connect Zendesk once more, as an admin.",
  "klaviyo.refuses": "Klaviyo no longer lets Sidethread in. Connect Klaviyo once more.",
  "shopify.refuses": "Shopify no longer lets Sidethread into this shop. Connect the shop once more.",
  "twilio.refuses": "Twilio no longer takes the auth token. Enter the new one from Twilio's console.",
  "zendesk.no_longer_admin":
    "{email} is no longer an admin in Zendesk. Connect Zendesk once more, as an admin.",
  "zendesk.app_secret":
    "Zendesk did not let us give the app its secret. These credentials must be allowed to manage apps.",
  "twilio.no_number": "This Twilio account has no number. Buy one that takes texts.",
  "shopify.lacks":
    "Shopify does not let Sidethread {scopes}. Allow it in the shop's admin, then connect once more.",
  "zendesk.credentials": "Zendesk refused these credentials. Check the e-mail and the token.",
  "zendesk.not_admins": "Zendesk does not know these credentials as an admin's. Use an admin's.",
  "zendesk.not_confirmed": "Zendesk did not confirm that you let Sidethread in. Connect once more.",
  "zendesk.not_enough":
    "Zendesk let Sidethread in, but not do what it needs. Connect once more, as an admin.",
  "klaviyo.key": "Klaviyo refused this key. Make a private key with the scopes in docs/installing.md.",
  "klaviyo.not_confirmed": "Klaviyo did not confirm that you let Sidethread in. Connect once more.",
  "klaviyo.not_enough":
    "Klaviyo let Sidethread in, but not do what it needs. Connect once more, and allow all of it.",
  "shopify.token": "Shopify refused this token. Check the shop's domain, the token and its scopes.",
  "shopify.not_confirmed": "Shopify did not confirm that you let Sidethread in. Connect once more.",
  "shopify.not_enough":
    "Shopify let Sidethread in, but not read orders and customers. Connect once more, and allow all.",
  "shopify.which": "Say which shop: its address ends in .myshopify.com.",
  "shopify.another": "It was not this shop that sent you back. Connect once more.",
  "twilio.credentials": "Twilio refused these credentials. Check the account SID and the auth token.",
  "vendor.later": "{vendor} could not be asked. Try again later.",
  "server.no_client":
    "This server has no OAuth client. Whoever runs it sets {vendor}_CLIENT_ID and {vendor}_CLIENT_SECRET.",
  "server.fault": "Something failed here. It is our fault, and logged under trace {trace}.",
  "consent.stale":
    "This consent is too old, was used already, or was asked for by somebody else. Connect once more.",
  "consent.no": "The consent page did not let us in. Close this window and try again.",
  "consent.by_key": "This server connects this vendor by a key. Enter one.",
  "window.stale": "This window is too old, or was used already. Close it and begin again.",
  "window.no_account": "This address names no Zendesk account. Open it from the app.",
  "window.opener": "Only the app in Zendesk may open this window.",
  "sign_in.not_confirmed": "Zendesk did not confirm who you are. Close this window and sign in again.",
  "sign_in.not_admin":
    "{name} is not an admin of {subdomain}.zendesk.com. Ask an admin to set Sidethread up.",
  "left.zendesk": "Zendesk could not be told. Delete the webhook “Sidethread” in Zendesk's Admin Center.",
  "left.klaviyo":
    "Klaviyo could not be told. Remove Sidethread, or its key and webhook, in Klaviyo's settings.",
  "left.shopify": "Shopify could not be told. Remove the app in the shop's admin.",
  "left.twilio":
    "Twilio could not be told. Remove the address for incoming messages from your numbers there.",
  "settings.no_brand": "Zendesk has no brand {id}, or not any more. Choose another one.",
  "settings.texts_need_metrics":
    "Texts need metrics of their brand. Choose the brand of texts for metrics too, or turn texts off.",
  "settings.default_brand_klaviyo":
    "The default brand has a Klaviyo account of its own. Choose the brand of texts by its name too.",
  "settings.klaviyo_unconnected": "The Klaviyo account {id} is not connected. Connect it first.",
  "settings.strange_number": "{number} is no number of this account. Give prices of its own.",
  "settings.zendesk_first": "Brands are Zendesk's. Connect Zendesk first, then choose them.",
  "settings.brands_later": "Zendesk could not be asked for its brands. Try again in a minute.",
  "rules.zendesk_first": "Connect Zendesk under Connections first.",
  "rules.refused": "Zendesk does not let us change views and automations. Connect it again, as an admin.",
  "rules.later": "Zendesk could not be asked. Try again in a minute.",
  "people.nobody": "We know nobody by this.",
  "test.no_phone": "Write it with its country, such as +1 415 555 0133.",
  "test.strange_number": "{number} is no number of this account.",
  "test.over": "It did not come to this within an hour. Start again with a new text.",
  "test.text": "“{text}”",
  "test.send_to": "Text any words from {phone} to {number}.",
  "test.send": "Text any words from {phone} to the number that your customers text.",
  "test.none_came":
    "No text from {phone} reached us within 10 minutes. Check the phone's number, and under Connections that the carrier is connected and well. Then start again.",
  "test.help_free": "Who asks for help needs no consent.",
  "test.consent_free": "By your settings, texts open tickets without consent too.",
  "test.subscribed": "Subscribed to texts.",
  "test.opted_out":
    "This phone opted out of texts. Text START from it, then start again with any other words.",
  "test.not_subscribed":
    "This phone is not subscribed to texts. Subscribe it in Klaviyo, or let texts from people without consent open tickets under Settings. Then start again.",
  "test.keyword.stop":
    "It is a stop word: the phone is opted out now. Text START from it, then start again with any other words.",
  "test.keyword.start":
    "It is a start word: it gives consent and opens no ticket. Start again with any other words.",
  "test.keyword.agree": "It gives consent and opens no ticket. Start again with any other words.",
  "test.keyword.subscribe":
    "It is one of your words to subscribe by, and opens no ticket. Start again with any other words.",
  "test.keyword.automation":
    "It is one of your automations' words, and left to them. Start again with any other words.",
  "test.keyword.carriers": "The carrier took it for a keyword. Start again with any other words.",
  "test.keyword.help": "It asks for help, which always opens a ticket.",
  "test.keyword.none": "It is no keyword.",
  "test.zendesk_unconnected": "Zendesk is not connected. Connect it under Connections.",
  "test.texts_off": "By your settings, texts open no tickets. Turn that on under Settings.",
  "test.ticket": "Ticket #{ticket}.",
  "test.not_placed":
    "It could not be put on a ticket{cause}. Mend that, and have it tried again under Health.",
  "test.not_placed_yet": "It could not be put on a ticket yet, and is tried again by itself{cause}.",
  "test.by": "{author}",
  "test.answer": "Answer ticket #{ticket} in Zendesk by a public reply.",
  "test.to_carrier": "On its way to the carrier.",
  "test.carrier_silent": "The carrier took it, but does not say whether it arrived.",
  "test.at_carrier": "The carrier has it, and has not confirmed yet that it arrived.",
  "test.arrived": "It arrived.",
  "test.not_arrived": "It did not arrive: {why}",
} as const;

export type ToldCode = keyof typeof told;

/** What is said and of what, whatever the language. */
export interface Saying {
  code: ToldCode;
  values: Record<string, string>;
}

/** The same as it comes over the wire, perhaps from a newer server. */
export const saying = z.object({ code: z.string(), values: z.record(z.string(), z.string()) });
export type ToldSaying = z.infer<typeof saying>;

export const say = (code: ToldCode, values: Record<string, string> = {}): Saying => ({ code, values });

export const inEnglish = ({ code, values }: Saying): string =>
  told[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
