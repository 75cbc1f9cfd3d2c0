import { z } from "zod";
import { readInstant } from "../instant.ts";
import { isStorableId, storable } from "../storable.ts";

const id = z.string().refine(isStorableId);

const text = z.object({
  MessageSid: id,
  From: id,
  To: id,
  Body: z.string().transform(storable).default(""),
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
  const { MessageSid, From, To, Body, OptOutType, DateCreated } = data;
  return {
    sid: MessageSid,
    channel: From.startsWith(WHATSAPP) ? "whatsapp" : "sms",
    from: withoutChannel(From),
    to: withoutChannel(To),
    body: Body,
    pictures: picturesIn(form),
    optOut: OptOutType ?? null,
    sentAt: readInstant(DateCreated),
  };
}

/** As many as it has, whatever number it tells. */
function picturesIn(form: URLSearchParams): IncomingText["pictures"] {
  const pictures: IncomingText["pictures"] = [];
  for (let url = form.get("MediaUrl0"); url; url = form.get(`MediaUrl${pictures.length}`)) {
    const contentType = form.get(`MediaContentType${pictures.length}`) ?? "application/octet-stream";
    pictures.push({ url, contentType });
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
