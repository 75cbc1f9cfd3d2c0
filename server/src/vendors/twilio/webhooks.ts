import { z } from "zod";

const text = z.object({
  MessageSid: z.string().min(1),
  From: z.string().min(1),
  To: z.string().min(1),
  // SQLite ends a text at its first zero.
  Body: z
    .string()
    .transform((body) => body.replaceAll("\0", ""))
    .default(""),
  NumMedia: z.coerce.number().int().min(0).default(0),
  OptOutType: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["stop", "start", "help"]))
    .optional()
    .catch(undefined),
  /** Not in Twilio's webhook: set where a text is read from its list. */
  DateCreated: z.string().optional(),
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
  const pictures = Array.from({ length: NumMedia }, (_, index) => ({
    url: form.get(`MediaUrl${index}`) ?? "",
    contentType: form.get(`MediaContentType${index}`) ?? "application/octet-stream",
  }));
  return {
    sid: MessageSid,
    channel: From.startsWith(WHATSAPP) ? "whatsapp" : "sms",
    from: withoutChannel(From),
    to: withoutChannel(To),
    body: Body,
    pictures,
    optOut: OptOutType ?? null,
    sentAt: DateCreated ? new Date(DateCreated) : null,
  };
}

const status = z.object({
  MessageSid: z.string().min(1),
  MessageStatus: z.string().min(1),
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
