const REFUSALS: Record<number, [status: number, message: string]> = {
  20001: [400, "Invalid parameter"],
  20003: [401, "Authenticate"],
  20009: [409, "Cannot delete this resource before it is complete"],
  20404: [404, "The requested resource was not found"],
  20429: [429, "Too Many Requests"],
  21211: [400, "Invalid 'To' Phone Number"],
  21212: [400, "Invalid 'From' Phone Number"],
  21266: [400, "'To' and 'From' number cannot be the same"],
  21403: [400, "Invalid SmsMethod"],
  21408: [400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"],
  21502: [400, "Invalid SmsUrl"],
  21602: [400, "Message body is required."],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [
    400,
    "The 'From' phone number is not a valid, message-capable Twilio phone number for this destination",
  ],
  21608: [
    400,
    "The 'To' phone number is unverified. Trial accounts cannot send messages to unverified numbers",
  ],
  21609: [400, "The 'StatusCallback' URL is not a valid URL"],
  21610: [400, "Attempt to send to unsubscribed recipient"],
  21611: [400, "The 'From' number has exceeded the maximum number of queued messages"],
  21612: [400, "The 'To' phone number is not currently reachable using the 'From' phone number via SMS"],
  21614: [400, "'To' number is not a valid mobile number"],
  21617: [400, "The concatenated message body exceeds the 1600 character limit"],
  21620: [400, "Invalid media URL(s)"],
  21623: [400, "Number of media files exceeds allowed limit"],
  21705: [400, "The Messaging Service Sid is invalid"],
  21709: [400, "The Alphanumeric Sender ID is invalid"],
  21910: [400, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel"],
  30409: [409, "The message cannot be canceled in its current state"],
  63007: [400, "Twilio could not find a Channel with the specified 'From' address"],
};

const FAILURES: Record<number, string> = {
  11200: "HTTP retrieval failure",
  11751: "Media exceeds messaging provider's size limit",
  12300: "Invalid Content-Type",
  30001: "Queue overflow",
  30002: "Account suspended",
  30003: "Unreachable destination handset",
  30004: "Message blocked",
  30005: "Unknown destination handset",
  30006: "Landline or unreachable carrier",
  30007: "Message filtered",
  30008: "Unknown error",
  30017: "Carrier network congestion",
  30018: "Destination carrier requires sender ID pre-registration",
  30022: "US A2P 10DLC - Rate limits exceeded",
  30023: "US A2P 10DLC - Daily message cap reached",
  30032: "Toll-free number has not been verified",
  30033: "US A2P 10DLC - Campaign suspended",
  30034: "US A2P 10DLC - Message from an unregistered number",
  30035: "US A2P 10DLC - Number is being configured",
  63003: "Channel could not find To address",
  63016:
    "Failed to send freeform message because you are outside the allowed window. If you are using WhatsApp, please use a Message Template.",
  63019: "Media failed to download",
  63021: "Channel invalid content error",
  63024: "Invalid message recipient",
};

const BEFORE_SENDING = new Set([
  11200, 11751, 12300, 30001, 30002, 30018, 30022, 30023, 30032, 30033, 30034, 30035, 63019, 63021,
]);

/** A request that Twilio refuses at once. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, detail = "") {
    super(`${REFUSALS[code]?.[1] ?? "Error"}${detail === "" ? "" : `: ${detail}`}`);
    this.code = code;
  }
}

/** The answer that tells of a refusal, as Twilio writes it. */
export function refusalAnswer({ code, message }: Refusal): Response {
  const status = REFUSALS[code]?.[0] ?? 400;
  const headers: Record<string, string> = { "x-twilio-error-code": String(code) };
  if (status === 401) headers["www-authenticate"] = 'Basic realm="Twilio API"';
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return Response.json(body, { status, headers });
}

export const isRefusal = (code: number) => code in REFUSALS;

export const isFailure = (code: number) => code in FAILURES;

/** Twilio's words for a failed message. */
export const failureText = (code: number) => FAILURES[code] ?? null;

/** Whether a message fails before the carrier has it (`failed`), or after (`undelivered`). */
export const failsBeforeSending = (code: number) => BEFORE_SENDING.has(code);
