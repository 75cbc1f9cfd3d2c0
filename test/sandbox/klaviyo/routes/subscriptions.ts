import { Hono } from "hono";
import { z } from "zod";
import { type ConsentChannel, consentChannels } from "../consents.ts";
import { readBody } from "../documents.ts";
import { invalid, notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { writableProfile } from "../profile-schema.ts";
import { createProfile, findProfile } from "../profiles.ts";
import { L } from "../rate-limits.ts";
import type { Sandbox } from "../sandbox.ts";
import { changeConsent } from "../subscriptions.ts";
import { bodyOf, toOne } from "./body.ts";

const identifiers = writableProfile.pick({ email: true, phone_number: true }).shape;

const subscriptionsTo = <State extends string>(state: State) => {
  const consent = z.strictObject({
    consent: z.literal(state),
    consented_at: z.iso.datetime({ offset: true }).nullish(),
  });
  return z.strictObject({
    email: z.strictObject({ marketing: consent.optional() }).optional(),
    sms: z.strictObject({ marketing: consent.optional(), transactional: consent.optional() }).optional(),
    whatsapp: z
      .strictObject({
        marketing: consent.optional(),
        transactional: consent.optional(),
        conversational: consent.optional(),
      })
      .optional(),
  });
};

const job = <Type extends string, State extends string>(type: Type, state: State, most: number) =>
  bodyOf(type, {
    attributes: z.strictObject({
      custom_source: z.string().nullish(),
      historical_import: z.boolean().nullish(),
      profiles: z.strictObject({
        data: z
          .array(
            z.strictObject({
              type: z.literal("profile"),
              id: z.string().nullish(),
              attributes: z.strictObject({ ...identifiers, subscriptions: subscriptionsTo(state) }),
            }),
          )
          .min(1)
          .max(most),
      }),
    }),
    relationships: z.strictObject({ list: toOne("list").optional() }).optional(),
  });

const subscribeJob = job("profile-subscription-bulk-create-job", "SUBSCRIBED", 1000);
const unsubscribeJob = job("profile-subscription-bulk-delete-job", "UNSUBSCRIBED", 100);
type Job = z.infer<typeof subscribeJob> | z.infer<typeof unsubscribeJob>;
type Entry = Job["data"]["attributes"]["profiles"]["data"][number];

/** Each consent that an entry names, by its channel. */
function consentsOf({ attributes }: Entry) {
  const { email, sms, whatsapp } = attributes.subscriptions;
  const named: Partial<Record<ConsentChannel, { consented_at?: string | null | undefined } | undefined>> = {
    "email.marketing": email?.marketing,
    "sms.marketing": sms?.marketing,
    "sms.transactional": sms?.transactional,
    "whatsapp.marketing": whatsapp?.marketing,
    "whatsapp.transactional": whatsapp?.transactional,
    "whatsapp.conversational": whatsapp?.conversational,
  };
  return consentChannels.flatMap((channel) => {
    const consent = named[channel];
    return consent ? [{ channel, consentedAt: consent.consented_at ?? null }] : [];
  });
}

/** The jobs that subscribe and unsubscribe profiles; this Klaviyo does them at once. */
export function subscriptionRoutes({ state, guard, recorder }: Sandbox) {
  const routes = new Hono<Env>();
  const allowed = guard({ limit: L, scopes: ["lists:write", "profiles:write", "subscriptions:write"] });

  function check(entry: Entry, index: number, historical: boolean): void {
    const { email, phone_number } = entry.attributes;
    const pointer = `/data/attributes/profiles/data/${index}/attributes`;
    for (const { channel, consentedAt } of consentsOf(entry)) {
      const identifier = channel === "email.marketing" ? email : phone_number;
      if (!identifier && !entry.id)
        throw invalid(`${channel} needs an identifier to subscribe.`, { pointer });
      const past = consentedAt !== null && Date.parse(consentedAt) < state.now().getTime();
      if (historical && !past) throw invalid("consented_at must be in the past.", { pointer });
      if (!historical && consentedAt) throw invalid("consented_at needs historical_import.", { pointer });
    }
  }

  function carryOut({ data }: Job, to: "SUBSCRIBED" | "UNSUBSCRIBED"): void {
    const { profiles, historical_import, custom_source } = data.attributes;
    const list = data.relationships?.list?.data.id;
    if (list && !state.lists.has(list)) throw notFound("list", list);
    profiles.data.forEach((entry, index) => {
      check(entry, index, historical_import ?? false);
    });
    for (const entry of profiles.data) {
      const { id, attributes } = entry;
      const { subscriptions: _, ...known } = attributes;
      const profile = findProfile(state, { id, ...known }) ?? createProfile(state, known);
      // Unsubscribing a member of the list that is named ends the membership, and e-mail consent stays.
      const leaves = to === "UNSUBSCRIBED" && list !== undefined && profile.lists.delete(list);
      if (to === "SUBSCRIBED" && list) profile.lists.add(list);
      for (const { channel, consentedAt } of consentsOf(entry)) {
        if (leaves && channel === "email.marketing") continue;
        changeConsent(state, recorder, profile, {
          channels: [channel],
          state: to,
          at: consentedAt ? new Date(consentedAt) : state.now(),
          method: "api",
          methodDetail: custom_source ?? null,
        });
      }
    }
  }

  routes.post("/api/profile-subscription-bulk-create-jobs", allowed, async (c) => {
    carryOut(await readBody(c, subscribeJob), "SUBSCRIBED");
    return c.body(null, 202);
  });
  routes.post("/api/profile-subscription-bulk-delete-jobs", allowed, async (c) => {
    carryOut(await readBody(c, unsubscribeJob), "UNSUBSCRIBED");
    return c.body(null, 202);
  });
  return routes;
}
