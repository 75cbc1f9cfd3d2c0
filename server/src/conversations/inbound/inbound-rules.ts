import type { ConsentState } from "@sidethread/shared/sidebar";
import type { TicketStatus } from "../../vendors/zendesk/tickets.ts";
import type { Keyword } from "./keywords.ts";

export interface InboundSituation {
  /** Whether the carrier told us of this very text before. */
  seenBefore: boolean;
  keyword: Keyword | null;
  /** Whether our store has the person as subscribed. */
  subscribed: boolean;
  /** What Klaviyo and our store say of the person's consent; null until it is read, which takes a network. */
  consent: ConsentState | null;
  /** An admin's choice: texts from people without consent open tickets too. */
  ticketsWithoutConsent: boolean;
}

/** `depends_on_consent`: to be judged again once consent is read. */
export type InboundOutcome =
  | "nothing"
  | "consent_withdrawn"
  | "consent_given"
  | "automation"
  | "ticket"
  | "thread_only"
  | "depends_on_consent";

interface Row {
  /** As product.md §2.1 numbers it. */
  row: number;
  when: (situation: InboundSituation) => boolean;
  becomes: InboundOutcome;
}

const onConsent = ({ ticketsWithoutConsent }: InboundSituation) => !ticketsWithoutConsent;

const TABLE: Row[] = [
  { row: 1, when: ({ seenBefore }) => seenBefore, becomes: "nothing" },
  { row: 2, when: ({ keyword }) => keyword === "stop", becomes: "consent_withdrawn" },
  { row: 3, when: ({ keyword }) => keyword === "start" || keyword === "subscribe", becomes: "consent_given" },
  { row: 3, when: ({ keyword, subscribed }) => keyword === "agree" && !subscribed, becomes: "consent_given" },
  { row: 4, when: ({ keyword }) => keyword === "automation", becomes: "automation" },
  { row: 5, when: ({ keyword }) => keyword === "help", becomes: "ticket" },
  { row: 6, when: (said) => onConsent(said) && said.consent === null, becomes: "depends_on_consent" },
  { row: 6, when: (said) => onConsent(said) && said.consent !== "subscribed", becomes: "thread_only" },
];

const ANYTHING_ELSE = { row: 7, becomes: "ticket" } as const;

/** What a customer's text becomes, and by which row of the table; the first that fits. */
export function judgeText(situation: InboundSituation): Pick<Row, "row" | "becomes"> {
  const { row, becomes } = TABLE.find(({ when }) => when(situation)) ?? ANYTHING_ELSE;
  return { row, becomes };
}

export type Placement = { kind: "new_ticket" } | { kind: "follow_up" } | { kind: "comment"; reopen: boolean };

/** Where on Zendesk a text goes, by the status of its conversation's ticket; null: there is none. */
export function placeOn(ticket: TicketStatus | null): Placement {
  switch (ticket) {
    case null:
    case "deleted":
      return { kind: "new_ticket" };
    case "closed":
      return { kind: "follow_up" };
    case "new":
    case "open":
      return { kind: "comment", reopen: false };
    case "pending":
    case "hold":
    case "solved":
      return { kind: "comment", reopen: true };
  }
}
