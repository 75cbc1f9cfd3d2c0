import type { TestText } from "@sidethread/shared/admin";
import { and, asc, eq, gt, max } from "drizzle-orm";
import { getAccount } from "../../accounts/account-store.ts";
import { listConnections } from "../../accounts/connection-store.ts";
import type { Sealer } from "../../accounts/seal.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { conversations, messages } from "../../database/schema/conversations.ts";
import { channelConsent } from "../../profiles/consent.ts";
import { listConsents } from "../../profiles/consent-store.ts";
import { type FollowedEffect, listEffectsAfter, newestEffect } from "../../work/follow-effects.ts";
import { conversationOrder } from "../conversation-order.ts";
import type { Conversation } from "../conversation-store.ts";
import { findKeyword } from "../inbound/keywords.ts";
import { PLACE_TEXT, placement } from "../inbound/request-placement.ts";
import type { Message } from "../message-store.ts";
import { stepsOf } from "./test-text-steps.ts";
import { openWatched, sealWatched, type Watched } from "./watched.ts";

/** Watches for the next text from an admin's phone to a number of ours. */
export async function startTestText(
  db: Queryable,
  sealer: Sealer,
  scope: AccountScope,
  { phone, number }: Pick<Watched, "phone" | "number">,
): Promise<TestText> {
  const [newest] = await db.select({ sequence: max(messages.sequence) }).from(messages);
  const watched: Watched = {
    phone,
    number,
    startedAt: new Date(),
    afterMessage: newest?.sequence ?? 0,
    afterEffect: await newestEffect(db),
  };
  return follow(db, scope, watched, sealWatched(sealer, scope, watched));
}

/** How far a test text came; null when the id is none of this account's. */
export async function readTestText(
  db: Queryable,
  sealer: Sealer,
  scope: AccountScope,
  id: string,
): Promise<TestText | null> {
  const watched = openWatched(sealer, scope, id);
  return watched && follow(db, scope, watched, id);
}

async function follow(db: Queryable, scope: AccountScope, watched: Watched, id: string): Promise<TestText> {
  const { settings } = await getAccount(db, scope);
  const connected = await listConnections(db, scope);
  const found = await findText(db, scope, watched);
  const steps = stepsOf({
    watched,
    now: new Date(),
    settings,
    zendeskConnected: connected.some(({ vendor }) => vendor === "zendesk"),
    text: found?.text ?? null,
    keyword: found ? findKeyword(found.text.text, settings.keywords) : null,
    consent: found ? await readConsent(db, scope, found.conversation) : "unknown",
    placement: found ? await findPlacement(db, scope, found, watched.afterEffect) : null,
    reply: found ? await findReply(db, scope, found.text) : null,
  });
  return { id, ...steps };
}

interface Found {
  text: Message;
  conversation: Conversation;
}

async function findText(
  db: Queryable,
  { accountId }: AccountScope,
  { phone, number, afterMessage }: Watched,
): Promise<Found | null> {
  const [row] = await db
    .select({ text: messages, conversation: conversations })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        gt(messages.sequence, afterMessage),
        eq(messages.accountId, accountId),
        eq(messages.direction, "inbound"),
        eq(conversations.theirs, phone),
        number === null ? undefined : eq(conversations.ours, number),
      ),
    )
    .orderBy(asc(messages.sequence))
    .limit(1);
  return row ?? null;
}

async function readConsent(db: Queryable, scope: AccountScope, { profileId, channel }: Conversation) {
  return channelConsent(await listConsents(db, scope, profileId), channel).state;
}

async function findPlacement(
  db: Queryable,
  scope: AccountScope,
  { text, conversation }: Found,
  after: number,
): Promise<FollowedEffect | null> {
  const order = { kind: PLACE_TEXT, orderKey: conversationOrder(conversation.id), after };
  const asked = await listEffectsAfter(db, scope, order);
  return asked.find(({ payload }) => placement.parse(payload).messageId === text.id) ?? null;
}

async function findReply(
  db: Queryable,
  { accountId }: AccountScope,
  { conversationId, sequence }: Message,
): Promise<Message | null> {
  const [row] = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        gt(messages.sequence, sequence),
        eq(messages.origin, "agent"),
      ),
    )
    .orderBy(asc(messages.sequence))
    .limit(1);
  return row ?? null;
}
