import { z } from "zod";
import { readInstant } from "../instant.ts";
import { isStorableId, storable } from "../storable.ts";

const id = z.string().refine(isStorableId);

const text = z.object({
  MessageSid: id,
  From: id,
  To: id,
  Body: z.string().transform(storable).default(""),
  // Twilio's most; a number that is none must not lose the text.
  NumMedia: z.coerce.number().int().min(0).max(10).catch(0),
  OptOutType: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["stop", "start", "help"]))
    .optional()
    .catch(undefined),
  /** Not in Twilio's webhook: set where a text is read from its list. */
  DateCreated: z.string().default(""),
});

export interface IncomingText {
  sid: string;
  from: string;
  to: string;
  body: string;
  pictures: { url: string; contentType: string }[];
  channel: "sms" | "whatsapp";
  /** What the carrier did with a stop, start or help word by itself. */
  optOut: "stop" | "start" | "help" | null;
  /** When it was sent; null: just now. */
  sentAt: Date | null;
}

/** Twilio marks WhatsApp in both addresses. */
export const WHATSAPP = "whatsapp:";

const withoutChannel = (address: string) =>
  address.startsWith(WHATSAPP) ? address.slice(WHATSAPP.length) : address;

/** Reads Twilio's webhook of an incoming message; null when the form is no such thing. */
export function parseText(form: URLSearchParams): IncomingText | null {
  const { data } = text.safeParse(Object.fromEntries(form));
  if (!data) return null;
  const { MessageSid, From, To, Body, NumMedia, OptOutType, DateCreated } = data;
  return {
    sid: MessageSid,
    channel: From.startsWith(WHATSAPP) ? "whatsapp" : "sms",
    from: withoutChannel(From),
    to: withoutChannel(To),
    body: Body,
    pictures: picturesIn(form, NumMedia),
    optOut: OptOutType ?? null,
    sentAt: readInstant(DateCreated),
  };
}

/** As many as it tells of, and all that it has; one without an address can't be had, and is said so. */
function picturesIn(form: URLSearchParams, told: number): IncomingText["pictures"] {
  const pictures: IncomingText["pictures"] = [];
  for (let index = 0; index < told || form.has(`MediaUrl${index}`); index += 1) {
    pictures.push({
      url: form.get(`MediaUrl${index}`) ?? "",
      contentType: form.get(`MediaContentType${index}`) ?? "application/octet-stream",
    });
  }
  return pictures;
}

const status = z.object({
  MessageSid: id,
  MessageStatus: id,
  ErrorCode: z.string().optional(),
});

export interface MessageStatus {
  sid: string;
  status: string;
  errorCode: string | null;
}

/** Reads Twilio's webhook of a sent message's new status; null when the form is no such thing. */
export function parseStatus(form: URLSearchParams): MessageStatus | null {
  const { data } = status.safeParse(Object.fromEntries(form));
  if (!data) return null;
  const { MessageSid, MessageStatus, ErrorCode } = data;
  return { sid: MessageSid, status: MessageStatus, errorCode: ErrorCode || null };
}
