import { z } from "zod";
import { readInstant } from "../instant.ts";
import { storable } from "../storable.ts";
import type { ListedEvent } from "./events.ts";
import type { TextMetric } from "./text-metrics.ts";

/** What one of Klaviyo's events says of a text, or of consent to texts. */
export const textEvent = z.object({
  id: z.string(),
  kind: z.enum(["text", "received", "failed", "automatic", "subscribed", "unsubscribed"]),
  channel: z.enum(["sms", "whatsapp"]),
  profileId: z.string().nullable(),
  at: z.coerce.date(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  text: z.string(),
  pictures: z.array(z.object({ url: z.string(), contentType: z.string() })),
  /** The campaign or flow that sent it; null for an answer in a conversation. */
  sentBy: z.object({ origin: z.enum(["campaign", "flow"]), title: z.string().nullable() }).nullable(),
  segments: z.number().nullable(),
  failure: z.string().nullable(),
});
export type TextEvent = z.infer<typeof textEvent>;

/** The customer's number in an event, where it has one. */
export const customerOf = ({ kind, from, to }: Pick<TextEvent, "kind" | "from" | "to">): string | null =>
  kind === "text" ? from : to;

/** Describes an event in plain. Klaviyo publishes no list of its properties, so any likely spelling counts. */
export function describeTextEvent(event: ListedEvent, { kind, channel }: TextMetric): TextEvent {
  const { datetime, event_properties } = event.attributes;
  const property = propertyReader(event_properties ?? {});
  return {
    id: storable(event.id),
    kind,
    channel,
    profileId: storable(event.relationships?.profile?.data?.id ?? "") || null,
    at: readInstant(datetime ?? "") ?? new Date(),
    from: numberIn(property("fromnumber", "fromphonenumber", "from")),
    to: numberIn(property("tonumber", "tophonenumber", "to")),
    text: property("messagebody", "body", "text", "message") ?? "",
    pictures: picturesIn(event_properties ?? {}),
    sentBy: senderIn(property),
    segments: segments.safeParse(property("segmentcount", "segments")).data ?? null,
    failure: property("failuretype", "failurereason", "errortype"),
  };
}

const segments = z.coerce.number().int().min(1).max(1000);

type ReadProperty = (...names: string[]) => string | null;

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9$]/g, "");

function propertyReader(properties: Record<string, unknown>): ReadProperty {
  const values = new Map(Object.entries(properties).map(([name, value]) => [plain(name), value]));
  return (...names) => {
    const told = names.map((name) => values.get(name));
    const found = told.find((value) => (typeof value === "string" && value !== "") || Number.isFinite(value));
    return found === undefined ? null : storable(String(found));
  };
}

const numberIn = (address: string | null) => address?.replace(/^whatsapp:/, "").trim() || null;

function senderIn(property: ReadProperty): TextEvent["sentBy"] {
  const type = property("messagetype")?.toLowerCase() ?? "";
  const campaign = property("campaignname", "$campaign");
  if (campaign !== null || type.includes("campaign"))
    return { origin: "campaign", title: property("campaignname", "messagename") };
  if (property("$flow", "flowname") !== null || type.includes("flow"))
    return { origin: "flow", title: property("flowname", "messagename") };
  return null;
}

const PICTURES = ["mediaurls", "mediaurl", "media", "attachments", "images", "imageurl"];
const picture = z.object({ url: z.url(), content_type: z.string().optional() });

const TYPES = new Map([
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["png", "image/png"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
]);

/** Addresses of pictures: one, or a list of them, alone or with their types. */
function picturesIn(properties: Record<string, unknown>): TextEvent["pictures"] {
  const told = Object.entries(properties).find(([name]) => PICTURES.includes(plain(name)))?.[1];
  return [told].flat().flatMap((one) => {
    const { data } = picture.safeParse(typeof one === "string" ? { url: one } : one);
    if (!data) return [];
    const ending = new URL(data.url).pathname.split(".").at(-1)?.toLowerCase() ?? "";
    const contentType = data.content_type ?? TYPES.get(ending) ?? "application/octet-stream";
    return [{ url: data.url, contentType }];
  });
}
