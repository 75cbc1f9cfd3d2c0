import { z } from "zod";
import type { Sealer } from "../../accounts/seal.ts";
import type { AccountScope } from "../../database/account-scope.ts";

const watched = z.object({
  /** The admin's own phone. */
  phone: z.string(),
  /** The number of ours that they text; null: whichever. */
  number: z.string().nullable(),
  startedAt: z.coerce.date(),
  /** The newest message and effect when it began: what is theirs comes later. */
  afterMessage: z.int(),
  afterEffect: z.int(),
});

/** What a test text is known by: nothing of it is kept but what the text itself leaves in the thread. */
export type Watched = z.infer<typeof watched>;

const placeOf = ({ accountId }: AccountScope) => `${accountId}/test_text`;

/** The id of a test text, which holds all that it takes to follow it; sealed, since it names a phone. */
export const sealWatched = (sealer: Sealer, scope: AccountScope, test: Watched): string =>
  sealer.seal(JSON.stringify(test), placeOf(scope));

/** What an id stands for; null when it is none of this account's. */
export function openWatched(sealer: Sealer, scope: AccountScope, id: string): Watched | null {
  try {
    return watched.parse(JSON.parse(sealer.open(id, placeOf(scope))));
  } catch {
    return null;
  }
}
