import { idAtKlaviyo } from "@sidethread/server/profiles/identity";

/** One delivery, as it looks from outside. Times are milliseconds of this process's clock. */
export interface Entry {
  /** How the server keeps it: `source` and the vendor's delivery id. */
  source: string;
  deliveryId: string;
  firstSentAt: number;
  /** Null while no server acknowledged it. */
  acknowledgedAt: number | null;
}

export interface Ledger {
  /** Notes that a webhook is on its way, and each delivery that it tells of. */
  sent(path: string, body: string): { acknowledge(): void };
  /** The entry of a fact: `text:SID`, `comment:ID`, `opened:TICKET`, `closed:TICKET`. */
  find(fact: string): Entry | null;
  acknowledged(): Entry[];
  count(): number;
}

interface Named {
  source: string;
  deliveryId: string;
  /** What the delivery tells of, when it is counted at the end. */
  fact: string | null;
}

/** What was sent to the servers, and what they acknowledged. */
export function createLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const facts = new Map<string, Entry>();
  let acknowledged = 0;

  function enter({ source, deliveryId, fact }: Named): Entry {
    const key = `${source} ${deliveryId}`;
    const known = entries.get(key);
    const entry = known ?? { source, deliveryId, firstSentAt: performance.now(), acknowledgedAt: null };
    entries.set(key, entry);
    if (fact !== null) facts.set(fact, entry);
    return entry;
  }

  return {
    sent(path, body) {
      const told = namesOf(path, body).map(enter);
      return {
        acknowledge() {
          for (const entry of told) {
            if (entry.acknowledgedAt !== null) continue;
            entry.acknowledgedAt = performance.now();
            acknowledged += 1;
          }
        },
      };
    },
    find: (fact) => facts.get(fact) ?? null,
    acknowledged: () => [...entries.values()].filter(({ acknowledgedAt }) => acknowledgedAt !== null),
    count: () => acknowledged,
  };
}

/** Whether of two deliveries one was acknowledged before the other was first sent. */
export const precedes = (one: Entry | null, other: Entry | null): boolean =>
  one?.acknowledgedAt != null && other !== null && one.acknowledgedAt < other.firstSentAt;

function namesOf(path: string, body: string): Named[] {
  if (path.includes("/zendesk/")) return [nameOfEvent(JSON.parse(body))];
  return path.includes("/klaviyo/") ? namesOfEvents(JSON.parse(body)) : [nameOfForm(path, body)];
}

interface KlaviyoEvents {
  data: { payload: { data: { id: string } } }[];
  meta: { klaviyo_account_id: string };
}

const namesOfEvents = ({ data, meta }: KlaviyoEvents): Named[] =>
  data.map(({ payload }) => {
    const deliveryId = idAtKlaviyo(meta.klaviyo_account_id, payload.data.id);
    return { source: "klaviyo.event", deliveryId, fact: null };
  });

function nameOfForm(path: string, body: string): Named {
  const form = new URLSearchParams(body);
  const sid = form.get("MessageSid") ?? "";
  if (path.includes("/status")) {
    return { source: "twilio.status", deliveryId: `${sid}:${form.get("MessageStatus")}`, fact: null };
  }
  return { source: "twilio.text", deliveryId: sid, fact: `text:${sid}` };
}

interface ZendeskEvent {
  id: string;
  type: string;
  detail: { id: string };
  event: { comment?: { id: string }; current?: string };
}

function nameOfEvent({ id, type, detail, event }: ZendeskEvent): Named {
  const delivery = { source: "zendesk.ticket", deliveryId: id };
  switch (type) {
    case "zen:event-type:ticket.created":
      return { ...delivery, fact: `opened:${detail.id}` };
    case "zen:event-type:ticket.comment_added":
      return { ...delivery, fact: `comment:${event.comment?.id}` };
    case "zen:event-type:ticket.status_changed":
      return { ...delivery, fact: event.current === "CLOSED" ? `closed:${detail.id}` : null };
    default:
      return { ...delivery, fact: null };
  }
}
