import { toE164 } from "../../profiles/identity.ts";
import { VendorError } from "../../vendors/vendor-error.ts";
import type { ZendeskClient } from "../../vendors/zendesk/client.ts";
import type { ZendeskUser } from "../../vendors/zendesk/users.ts";
import { clip } from "../clip.ts";

export interface Texter {
  /** A phone number, or whatever the sender calls itself. */
  phone: string;
  name: string | null;
  emails: string[];
  /** Zendesk users that the profile is known as. */
  zendeskIds: string[];
}

const LONGEST_NAME = 255;

/**
 * The one Zendesk user of a phone: known by profile, else by the external id that we gave, else by phone, else by
 * e-mail; else made, under an external id that a second attempt finds again. Never one of the staff: what staff
 * write is an answer. `seen`: users that Zendesk has just told of.
 */
export async function findRequester(
  zendesk: ZendeskClient,
  texter: Texter,
  seen: ZendeskUser[],
): Promise<ZendeskUser> {
  const { phone, name, emails, zendeskIds } = texter;
  const number = toE164(phone);
  for (const id of zendeskIds) {
    const known = seen.find((user) => user.id === Number(id)) ?? (await getUser(zendesk, Number(id)));
    if (known && isCustomer(known)) return withPhone(zendesk, known, number);
  }

  const externalId = `sms:${phone}`;
  const ours = await zendesk.findUserByExternalId(externalId);
  if (ours && isCustomer(ours)) return ours;

  if (number) {
    for (const user of (await zendesk.searchUsers(`phone:*${number.slice(1)}`)).filter(isCustomer)) {
      if (await hasPhone(zendesk, user, number)) return user;
    }
  }

  const free: string[] = [];
  for (const email of emails) {
    const found = await zendesk.searchUsers(`email:${email}`);
    const byEmail = found.find((user) => user.email?.toLowerCase() === email);
    if (byEmail && isCustomer(byEmail)) return withPhone(zendesk, byEmail, number);
    if (!byEmail) free.push(email);
  }
  return zendesk.createOrFindUser({
    name: clip(name ?? phone, LONGEST_NAME),
    email: free[0] ?? null,
    phone: number,
    externalId,
  });
}

const isCustomer = ({ role, active }: ZendeskUser) => role === "end-user" && active;

/** A user by id; null for one who is gone for good. */
function getUser(zendesk: ZendeskClient, id: number): Promise<ZendeskUser | null> {
  return zendesk.getUser(id).catch((error) => {
    if (error instanceof VendorError && error.status === 404) return null;
    throw error;
  });
}

async function hasPhone(zendesk: ZendeskClient, user: ZendeskUser, number: string): Promise<boolean> {
  if (toE164(user.phone) === number) return true;
  return (await zendesk.listPhones(user.id)).some((one) => toE164(one) === number);
}

/** Gives a user the phone, so that Zendesk knows the caller too; one that is somebody else's stays theirs. */
async function withPhone(
  zendesk: ZendeskClient,
  user: ZendeskUser,
  number: string | null,
): Promise<ZendeskUser> {
  if (number === null || (await hasPhone(zendesk, user, number))) return user;
  await zendesk.addPhone(user.id, number).catch((error) => {
    if (!(error instanceof VendorError && error.status === 422)) throw error;
  });
  return user;
}
