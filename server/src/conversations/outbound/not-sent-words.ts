const WORDS: Record<string, string> = {
  opted_out: "the customer opted out of texts. Reply by e-mail, or ask them to text START.",
  no_consent: "the customer has not agreed to receive texts. Reply by e-mail.",
  agent_is_customer:
    "the customer of this ticket wrote it. Write to another person, or change the requester.",
  not_answerable: "this sender can't be answered. Reply by e-mail.",
  customer_never_wrote:
    "the customer has not texted us yet, and only texts can be answered. Reply by e-mail.",
  window_closed:
    "WhatsApp takes answers for 24 hours after the customer's last message. Reply by e-mail, or wait until they write again.",
  empty: "it has no text.",
  too_long: "it is longer than 1,600 characters. Shorten it, or send it in parts.",
  too_many_pictures: "it has more pictures than the carrier takes. Send them in parts, or by e-mail.",
  picture_too_large: "a picture is larger than the carrier takes. Make it smaller, or send it by e-mail.",
  picture_type: "it has a file that the carrier does not take. Send it by e-mail, or as a JPEG or PNG.",
  not_connected: "no carrier is connected. An admin can connect one under Connections.",
  not_enabled:
    "Klaviyo does not let this account send texts from here. Reply in Klaviyo; an admin can ask Klaviyo to turn it on.",
  unknown_number: "the number does not exist, or not any more. Ask the customer for another one.",
  landline: "the number can't receive texts. Call, or reply by e-mail.",
  unreachable: "the phone is switched off or out of reach. Try again later.",
  blocked: "the carrier blocked it as unwanted. Word it differently, or reply by e-mail.",
  unknown_outcome:
    "we could not learn whether it went out. Ask the customer, or look at the carrier, before you send it again.",
  carrier_error: "the carrier could not deliver it. Try again later, or reply by e-mail.",
};

/** Why a reply did not reach the customer, and the way out. */
export const notSentWords = (reason: string | null) => WORDS[reason ?? ""] ?? WORDS.carrier_error;

/** What an agent reads on the ticket when a reply did not reach the customer: the cause, then the way out. */
export function notSentNote(reason: string, reply: string): string {
  const why = notSentWords(reason);
  const quoted = reply.length > 200 ? `${reply.slice(0, 200)}…` : reply;
  const said = reason === "unknown_outcome" ? "Perhaps not sent as a text" : "Not sent as a text";
  return `${said}: ${why}\n\n“${quoted}”`;
}
