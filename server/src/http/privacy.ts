import { z } from "zod";
import type { Actor } from "../accounts/audit-store.ts";
import { recordChange } from "../accounts/audit-store.ts";
import { uninstall } from "../accounts/uninstall.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { requestErasure } from "../people/erase-person.ts";
import { exportPerson } from "../people/export-person.ts";
import { type Identity, toE164, toIdentities } from "../profiles/identity.ts";
import type { Services } from "./environment.ts";
import { ProblemError } from "./problem.ts";

const vendorsId = z.string().regex(/^[1-9]\d{0,18}$/, "a vendor's number of them");

/** A person, by one of their ids. */
export const namedPerson = z.union(
  [
    z.strictObject({ email: z.email() }),
    z.strictObject({
      phone: z.string().refine((phone) => toE164(phone) !== null, "a phone number as +4915112345678"),
    }),
    z.strictObject({ zendeskUserId: vendorsId }),
    z.strictObject({ shopifyCustomerId: vendorsId }),
  ],
  "one of email, phone (as +4915112345678), zendeskUserId and shopifyCustomerId",
);
type NamedPerson = z.infer<typeof namedPerson>;

export const erasing = z.object({ erasing: z.literal(true) });
export const uninstalled = z.object({ keptUntil: z.iso.datetime() });

/** What admins and operators may do alike with people and with the account itself. */
export function createPrivacy(services: Services) {
  const { database, wake } = services;
  return {
    async erase(scope: AccountScope, person: NamedPerson, by: Actor, traceId: string) {
      await database.write((tx) => requestErasure(tx, scope, [identityOf(person)], by, traceId));
      wake();
      return { erasing: true as const };
    },

    async export(scope: AccountScope, person: NamedPerson, by: Actor) {
      const exported = await exportPerson(database.read, scope, identityOf(person));
      if (!exported) throw ProblemError.telling(404, "Nobody", "people.nobody");
      const change = { ...by, action: "person.exported", before: null, after: null };
      await database.write((tx) => recordChange(tx, scope, change));
      return JSON.stringify(exported, null, 2);
    },

    async uninstall(scope: AccountScope, by: Actor) {
      const keptUntil = await uninstall({ ...services, by }, scope);
      return { keptUntil: keptUntil.toISOString() };
    },
  };
}

function identityOf(person: NamedPerson): Identity {
  const ids: Record<string, string> = person;
  const { email, phone, zendeskUserId: zendesk, shopifyCustomerId: shopify } = ids;
  const [identity] = toIdentities({ email, phone, zendesk, shopify });
  if (!identity) throw new ProblemError(422, "Not understood", "Name the person by one of their ids.");
  return identity;
}
