import { toE164 } from "../profiles/identity.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { ZendeskUser } from "../vendors/zendesk/users.ts";

export interface Texter {
  phone: string;
  name: string | null;
  emails: string[];
  /** Zendesk users that the profile is known as. */
  zendeskIds: string[];
}

/**
 * The one Zendesk user of a phone: known by profile, else by the external id that we gave, else by phone, else by
 * e-mail; else made, under an external id that a second attempt finds again.
 */
export async function findRequester(zendesk: ZendeskClient, texter: Texter): Promise<ZendeskUser> {
  const { phone, name, emails, zendeskIds } = texter;
  if (zendeskIds[0]) return zendesk.getUser(Number(zendeskIds[0]));

  const externalId = `sms:${phone}`;
  const ours = await zendesk.findUserByExternalId(externalId);
  if (ours) return ours;

  const sharing = await zendesk.searchUsers(`phone:*${phone.replace("+", "")}`);
  const byPhone = sharing.find((user) => user.role === "end-user" && toE164(user.phone) === phone);
  if (byPhone) return byPhone;

  for (const email of emails) {
    const found = await zendesk.searchUsers(`email:${email}`);
    const byEmail = found.find((user) => user.role === "end-user" && user.email?.toLowerCase() === email);
    if (!byEmail) continue;
    const phones = await zendesk.listPhones(byEmail.id);
    if (!phones.some((one) => toE164(one) === phone)) await zendesk.addPhone(byEmail.id, phone);
    return byEmail;
  }
  return zendesk.createOrFindUser({ name: name ?? phone, email: emails[0] ?? null, phone, externalId });
}
