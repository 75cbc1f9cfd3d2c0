import { adminWith } from "../../integration/kit/admin.ts";
import { readWindow } from "../../integration/kit/consent.ts";
import { beginConsent, type ConsentVendor, consent } from "../../integration/kit/vendor-consent.ts";
import type { Attack } from "../attack.ts";
import { hashOf } from "../kit/attacker.ts";
import type { Stage } from "../kit/stage.ts";

const VENDORS: ConsentVendor[] = ["zendesk", "klaviyo", "shopify"];

type Answer = Record<string, string>;

/** What somebody who agreed on a consent page brings back, and where that leads. */
async function agree({ scene, attacker }: Stage, vendor: ConsentVendor, session?: string): Promise<URL> {
  const { system } = scene;
  const admin = adminWith(system, session ?? (await attacker.session()));
  return new URL(await consent(system, vendor, await beginConsent(system, admin, vendor)));
}

/** States, codes and consents taken from one flow, account, vendor or person, and used in another. */
export function oauthAttacks(stage: Stage): Attack[] {
  return [...swapped(stage), ...spoiled(stage), ...atOnce(stage)];
}

/** Hands an answer over as the attacker does; nothing may come of it. */
async function finish(stage: Stage, vendor: ConsentVendor, answer: Answer): Promise<string | null> {
  const headers = await stage.attackersHeaders("adminSession");
  const path = `/admin/connections/${vendor}/finish`;
  const { status } = await stage.send({ method: "POST", path, headers, body: answer });
  return status === 422 ? connectedNothing(stage) : `answered ${status}`;
}

async function connectedNothing({ store, attacker, changes }: Stage): Promise<string | null> {
  const sql = "SELECT vendor FROM connections WHERE account_id = ?";
  const { rows } = await store.execute({ sql, args: [attacker.accountId] });
  if (rows.length > 0) return `connected ${rows.map(({ vendor }) => vendor)}`;
  // A state that somebody else knew is used up by that.
  return changes(/^oauth_flows\//);
}

const paramsOf = (url: URL): Answer => Object.fromEntries(url.searchParams);

function swapped(stage: Stage): Attack[] {
  const pairs = VENDORS.flatMap((of) => VENDORS.filter((at) => at !== of).map((at) => ({ of, at })));
  return [
    ...pairs.map(({ of, at }) => ({
      name: `a consent of ${of} handed over as one of ${at}`,
      attempt: async () => finish(stage, at, paramsOf(await agree(stage, of))),
    })),
    ...pairs.map(({ of, at }) => ({
      name: `a consent of ${of} led back to ${at}`,
      async attempt() {
        const { search } = await agree(stage, of);
        const { status } = await stage.send({ method: "GET", path: `/oauth/${at}/callback${search}` });
        return status === 400 ? connectedNothing(stage) : `answered ${status}`;
      },
    })),
    ...VENDORS.map((vendor) => ({
      name: `a victim's code for ${vendor} under the attacker's state`,
      async attempt() {
        const theirs = paramsOf(await agree(stage, vendor, stage.victim.admin.session.token));
        await stage.settle();
        return finish(stage, vendor, { ...paramsOf(await agree(stage, vendor)), code: theirs.code ?? "" });
      },
    })),
    ...VENDORS.map((vendor) => ({
      name: `a victim's whole consent for ${vendor} in the attacker's name`,
      async attempt() {
        const theirs = paramsOf(await agree(stage, vendor, stage.victim.admin.session.token));
        await stage.settle();
        return finish(stage, vendor, theirs);
      },
    })),
    ...VENDORS.map((vendor) => ({
      name: `a consent for ${vendor} that only its address was opened with`,
      async attempt() {
        const { pathname, search } = await agree(stage, vendor);
        await stage.send({ method: "GET", path: pathname + search });
        return connectedNothing(stage);
      },
    })),
  ];
}

function spoiled(stage: Stage): Attack[] {
  const states: Record<string, (state: string) => string> = {
    "no state": () => "",
    "half a state": (state) => state.slice(0, 20),
    "a state and more": (state) => `${state}x`,
    "a state in other letters": (state) => state.toLowerCase(),
    "a state's hash": (state) => hashOf(state),
    "any state": () => "%",
    "a long state": () => "x".repeat(4_000),
  };
  const shopify: Record<string, (answer: Answer) => Answer> = {
    "without a signature": ({ hmac: _, ...rest }) => rest,
    "with an empty signature": (answer) => ({ ...answer, hmac: "" }),
    "with another signature": (answer) => ({ ...answer, hmac: "0".repeat(64) }),
    "of another shop": (answer) => ({ ...answer, shop: "evil.myshopify.com" }),
    "of no shop": ({ shop: _, ...rest }) => rest,
    "of long ago": (answer) => ({ ...answer, timestamp: "1" }),
    "of no time": ({ timestamp: _, ...rest }) => rest,
    "with a word more": (answer) => ({ ...answer, extra: "1" }),
  };
  return [
    ...VENDORS.flatMap((vendor) =>
      Object.entries(states).map(([what, spoil]) => ({
        name: `a consent for ${vendor} with ${what}`,
        async attempt() {
          const answer = paramsOf(await agree(stage, vendor));
          return finish(stage, vendor, { ...answer, state: spoil(answer.state ?? "") });
        },
      })),
    ),
    ...Object.entries(shopify).map(([what, spoil]) => ({
      name: `a shop's consent ${what}`,
      attempt: async () => finish(stage, "shopify", spoil(paramsOf(await agree(stage, "shopify")))),
    })),
    ...VENDORS.filter((vendor) => vendor !== "shopify").map((vendor) => ({
      name: `a consent for ${vendor} with a code that was made up`,
      attempt: async () =>
        finish(stage, vendor, { ...paramsOf(await agree(stage, vendor)), code: "made-up" }),
    })),
  ];
}

const AT_ONCE = 6;

/** One sign-in that comes back many times at once: one session, and none later. */
function atOnce({ scene, send, sandbox, victim, settle }: Stage): Attack[] {
  return [
    {
      name: "a sign-in that comes back many times",
      async attempt() {
        const query = new URLSearchParams({ subdomain: victim.subdomain, opener: sandbox.origins.zendesk });
        const begun = await send({ method: "GET", path: `/oauth/zendesk/start?${query}` });
        const page = begun.headers.get("location") ?? "";
        const back = await consent(scene.system, "zendesk", page);
        const windows = await Promise.all([...Array(AT_ONCE)].map(async () => readWindow(await fetch(back))));
        const late = await readWindow(await fetch(back));
        const signedIn = [...windows, late].filter((told) => told?.result.outcome === "signed_in");
        // Once it was somebody who may, which the victim's audit record tells.
        await settle();
        return signedIn.length === 1 ? null : `${signedIn.length} sessions`;
      },
    },
  ];
}
