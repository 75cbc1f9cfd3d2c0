import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { listUnfinished } from "../../work/list-unfinished.ts";
import { conversationOrder } from "../conversation-order.ts";
import { listMessages, type Message, readTraffic } from "../message-store.ts";
import { COUNTED_MS, paceOf } from "./pace-rules.ts";
import type { Texts } from "./put-on-ticket.ts";
import { PLACE_TEXT, placement } from "./request-placement.ts";
import { LONGEST_COMMENT } from "./write-comment.ts";

/** The ticket has had much: the text waits, so that others join it. Nothing was tried. */
class TicketBusy extends Error {
  override name = "TicketBusy";
  readonly postponed = true;
  readonly retryAfterMs: number;

  constructor(waitMs: number) {
    super("The ticket has had many updates; texts wait to be joined.");
    this.retryAfterMs = waitMs;
  }
}

/** A text, and those that wait to be placed right behind it and belong with it. */
export async function listWaiting(
  db: Queryable,
  scope: AccountScope,
  first: Message,
  belongs: (asksForHelp: boolean) => boolean,
): Promise<Texts> {
  const orderKey = conversationOrder(first.conversationId);
  const payloads = await listUnfinished(db, scope, { kind: PLACE_TEXT, orderKey });
  const waiting = payloads
    .map((payload) => placement.parse(payload))
    .filter(({ messageId }) => messageId !== first.id);
  const end = waiting.findIndex(({ asksForHelp }) => !belongs(asksForHelp));
  const ids = (end === -1 ? waiting : waiting.slice(0, end)).map(({ messageId }) => messageId);
  const others = ids.length > 0 ? await listMessages(db, scope, ids) : [];
  return [first, ...others.filter(({ ticketId }) => ticketId === null)];
}

/** The texts of the next comment on a ticket: one alone, or all that wait while Zendesk's limit is near. */
export async function chooseTexts(
  db: Queryable,
  scope: AccountScope,
  first: Message,
  ticketId: number,
  belongs: (asksForHelp: boolean) => boolean,
): Promise<Texts> {
  const now = new Date();
  const since = new Date(now.getTime() - COUNTED_MS);
  const traffic = await readTraffic(db, scope, String(ticketId), since);
  const pace = paceOf(traffic, now);
  switch (pace.kind) {
    case "alone":
      return [first];
    case "wait":
      throw new TicketBusy(pace.ms);
    case "joined":
      return asManyAsFit(await listWaiting(db, scope, first, belongs));
  }
}

function asManyAsFit([first, ...others]: Texts): Texts {
  let length = first.text.length;
  const tooMany = others.findIndex(({ text }) => {
    length += text.length + 2;
    return length > LONGEST_COMMENT;
  });
  return [first, ...(tooMany === -1 ? others : others.slice(0, tooMany))];
}
