import { getAccount } from "../../accounts/account-store.ts";
import { klaviyoOfTexts } from "../../accounts/klaviyo-of-brand.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Transaction } from "../../database/transaction.ts";
import type { Write } from "../../database/writer.ts";
import { emit } from "../../metrics/send-event.ts";
import { getConversation } from "../conversation-store.ts";
import { findMessage } from "../message-store.ts";
import { addClicks, type Link } from "./link-store.ts";

interface Batch {
  clicks: number;
  lastAt: Date;
  written: Promise<boolean>;
}

export type CountClick = (scope: AccountScope, link: Link, traceId: string) => Promise<boolean>;

/**
 * Counts a click; resolves once it is on disk, with whether it was the link's first: that one is an event of the
 * person. Clicks that come while others on the same link wait to be written join them, so that a flood is a few writes.
 */
export function createClickCounter(write: Write): CountClick {
  const waiting = new Map<string, Batch>();

  function begin(scope: AccountScope, link: Link, traceId: string): Batch {
    const close = () => {
      if (waiting.get(link.code) === batch) waiting.delete(link.code);
    };
    const batch: Batch = {
      clicks: 0,
      lastAt: new Date(),
      written: write(async (tx) => {
        close();
        const first = await addClicks(tx, scope, link.code, batch);
        if (first) await tellOfClick(tx, scope, link, batch.lastAt, traceId);
        return first;
      }).finally(close),
    };
    waiting.set(link.code, batch);
    return batch;
  }

  return (scope, link, traceId) => {
    const batch = waiting.get(link.code) ?? begin(scope, link, traceId);
    batch.clicks += 1;
    batch.lastAt = new Date();
    return batch.written;
  };
}

async function tellOfClick(
  tx: Transaction,
  scope: AccountScope,
  { code, url, messageId }: Link,
  at: Date,
  traceId: string,
): Promise<void> {
  const message = await findMessage(tx, scope, messageId);
  if (!message) return;
  const { profileId, channel } = await getConversation(tx, scope, message.conversationId);
  const event = {
    profileId,
    metric: "Clicked Link in Text" as const,
    uniqueId: `link:${code}:clicked`,
    at,
    properties: { URL: url, Channel: channel, Ticket_id: message.ticketId, Agent_name: message.author },
  };
  await emit(tx, scope, event, klaviyoOfTexts(await getAccount(tx, scope)), traceId);
}
