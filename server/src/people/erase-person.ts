import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Actor, recordChange } from "../accounts/audit-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { effects } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";
import { listStatements } from "../profiles/consent-store.ts";
import { identify } from "../profiles/identify.ts";
import type { Identity } from "../profiles/identity.ts";
import { keepOptOuts } from "../profiles/opt-outs.ts";
import { findProfiles, listIdentities } from "../profiles/profile-store.ts";
import type { Effect, EffectHandler } from "../work/handlers.ts";
import { enqueue } from "../work/outbox.ts";
import { eraseProfile, eraseSome } from "./erase-rows.ts";
import { findTraces } from "./find-traces.ts";
import { isPassingOn, NOTHING_READ, type Read, type Scrub, scrubWork } from "./scrub-work.ts";

export const ERASE_PERSON = "people.erase";

const payload = z.object({
  identity: z.object({
    kind: z.enum(["phone", "email", "zendesk", "klaviyo", "shopify"]),
    value: z.string(),
  }),
  by: z.object({ actor: z.string(), actorId: z.string().nullable() }),
});

const LOOK_AGAIN_MS = 2_000;

/** Something of theirs has to be finished first. Counts for no attempt. */
class NotYet extends Error {
  override name = "NotYet";
  readonly postponed = true;
  readonly retryAfterMs = LOOK_AGAIN_MS;
}

/**
 * Asks for everything that we have of a person to be erased. Somebody whom we do not know is made known for it: what
 * vendors told of them may still be stored.
 */
export async function requestErasure(
  tx: Transaction,
  scope: AccountScope,
  known: [Identity, ...Identity[]],
  by: Actor,
  traceId: string,
): Promise<void> {
  const key = `${ERASE_PERSON}:${await identify(tx, scope, known)}`;
  await enqueue(tx, {
    scope,
    kind: ERASE_PERSON,
    orderKey: key,
    uniqueKey: key,
    payload: { identity: known[0], by } satisfies z.infer<typeof payload>,
    traceId,
  });
}

/**
 * Erases a person in small steps: from stored work first, where their ids tell what is theirs, and their profile last,
 * so that an attempt after a crash finds them again. The last transaction catches what came meanwhile.
 */
export function erasePerson({ read, write }: Database): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope, id: own } = effect;
      const { identity, by } = payload.parse(effect.payload);
      const [person] = await findProfiles(read, scope, [identity]);
      if (!person) return (tx) => forgetRequest(tx, effect);
      const scrub: Scrub = { scope, own, traces: await findTraces(read, scope, person.id) };
      if (await isPassingOn(read, scope, scrub.traces))
        throw new NotYet("Klaviyo has yet to be told that they want no texts.");

      let upTo = NOTHING_READ;
      for (;;) {
        const next: Read | null = await write((tx) => scrubWork(tx, scrub, upTo));
        if (next === null) break;
        upTo = next;
      }
      while (await write((tx) => eraseSome(tx, scope, person.id)));

      return async (tx) => {
        const [now] = await findProfiles(tx, scope, [identity]);
        if (now?.id !== person.id) throw new NotYet("Their profile became part of another one.");
        await eraseLast(tx, scrub, upTo, person.id);
        await forgetRequest(tx, effect);
        await recordChange(tx, scope, { ...by, action: "person.erased", before: null, after: null });
      };
    },
  };
}

async function eraseLast(tx: Transaction, scrub: Scrub, from: Read, profileId: string): Promise<void> {
  const { scope } = scrub;
  const newer = await findTraces(tx, scope, profileId);
  if (await isPassingOn(tx, scope, newer)) throw new NotYet("They said stop just now.");
  const traces = {
    marks: new Set([...scrub.traces.marks, ...newer.marks]),
    orderKeys: new Set([...scrub.traces.orderKeys, ...newer.orderKeys]),
  };
  let upTo: Read | null = from;
  while (upTo !== null) upTo = await scrubWork(tx, { ...scrub, traces }, upTo);
  const { phone } = await listIdentities(tx, scope, profileId);
  const statements = await listStatements(tx, scope, profileId);
  await eraseProfile(tx, scope, profileId);
  await keepOptOuts(tx, scope, phone, statements);
}

/** The request itself names them. */
async function forgetRequest(tx: Transaction, { id }: Effect): Promise<void> {
  await tx.update(effects).set({ payload: {} }).where(eq(effects.id, id));
}
