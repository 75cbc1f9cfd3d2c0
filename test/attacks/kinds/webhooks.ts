import type { Attack } from "../attack.ts";
import type { Stage } from "../kit/stage.ts";
import { type Hook, type HookVendor, secretsOf, sentHooks, sign } from "../kit/webhooks.ts";

type Forged = Pick<Hook, "path" | "body"> & { signature: Record<string, string> };

/** Webhooks of every vendor that are signed by somebody else, for something else, or not at all. */
export function webhookAttacks(stage: Stage): Attack[] {
  return oneOfEach(sentHooks(stage.sandbox)).flatMap((hook) =>
    Object.entries(forgeriesOf(stage, hook)).map(([how, { path, body, signature }]) => ({
      name: `${hook.vendor}'s webhook to ${path} ${how}`,
      async attempt() {
        const request = { method: "POST", path, body, headers: { ...hook.headers, ...signature } };
        const answer = await stage.send(request);
        const refused = answer.status === 401 || answer.status === 404;
        return refused ? stage.leakIn(answer, request) : `answered ${answer.status}`;
      },
    })),
  );
}

/** One webhook for each address. */
const oneOfEach = (hooks: Hook[]) => [
  ...new Map(hooks.map((hook) => [hook.path.split("?")[0], hook])).values(),
];

function forgeriesOf({ sandbox, victim, origin }: Stage, hook: Hook): Record<string, Forged> {
  const { path, body, vendor } = hook;
  const secrets = secretsOf(sandbox, victim);
  const key = victim.hookKeys[vendor] ?? "";
  const time = new Date().toISOString();
  const signed = (more: { secret?: string; url?: string; hash?: string; body?: string } = {}) =>
    sign(
      { ...hook, body: more.body ?? body },
      { secret: secrets[vendor], url: origin + path, time, ...more },
    );
  const forged = (signature: Record<string, string>, more: Partial<Forged> = {}): Forged => ({
    path,
    body,
    signature,
    ...more,
  });
  const changed = (change: (value: string) => string) =>
    Object.fromEntries(
      Object.entries(signed()).map(([name, value]) => [
        name,
        name.includes("timestamp") ? value : change(value),
      ]),
    );
  const at = (other: string) => {
    const to = path.replace(key, other);
    return forged(signed({ url: origin + to }), { path: to });
  };
  const elsewhere = Object.fromEntries(
    Object.entries(victim.hookKeys)
      .filter(([name]) => name !== vendor)
      .map(([name, other]) => [`to the address of ${name}`, at(other)]),
  );
  const byOthers = Object.fromEntries(
    (Object.keys(secrets) as HookVendor[])
      .filter((name) => secrets[name] !== secrets[vendor])
      .map((name) => [`under the secret of ${name}`, forged(signed({ secret: secrets[name] }))]),
  );
  const addition = vendor === "twilio" ? "&Body=evil" : " ";
  return {
    ...elsewhere,
    ...byOthers,
    ...(vendor === "twilio"
      ? ofAddress(otherAddressOf(path), (url) => signed({ url: origin + url }), path, body)
      : {}),
    ...(vendor === "zendesk" || vendor === "klaviyo" ? ofTime(vendor, signed, path, body) : {}),
    unsigned: forged({}),
    "with an empty signature": forged(changed(() => "")),
    "with half a signature": forged(changed((value) => value.slice(0, value.length / 2))),
    "with two signatures, the first wrong": forged(
      changed((value) => `${value.replace(/./, "_")}, ${value}`),
    ),
    "with a signature backwards": forged(changed((value) => [...value].reverse().join(""))),
    "with a signature written otherwise": forged(changed((value) => Buffer.from(value).toString("hex"))),
    "under another secret": forged(signed({ secret: "guessed" })),
    "under no secret": forged(signed({ secret: "" })),
    "under undefined": forged(signed({ secret: "undefined" })),
    "under null": forged(signed({ secret: "null" })),
    "under its own address": forged(signed({ secret: key })),
    "by another algorithm": forged(signed({ hash: "sha512" })),
    "by a weaker algorithm": forged(signed({ hash: "md5" })),
    "for another body": forged(signed({ body: "{}" })),
    "with a body that has more": forged(signed(), { body: body + addition }),
    "with a body that has a mark before": forged(signed(), { body: `\ufeffx${body}` }),
    "to an address that is anything": at("%25"),
    "to an address that is any letter": at("_".repeat(key.length)),
    "to half its address": at(key.slice(0, 16)),
    "to its address in other letters": at(key.toUpperCase()),
    "to an address that is none": at("undefined"),
  };
}

const otherAddressOf = (path: string) =>
  path.includes("/status") ? path.replace("/status", "/texts") : path;

/** Twilio signs the address too. */
function ofAddress(
  other: string,
  signedFor: (path: string) => Record<string, string>,
  path: string,
  body: string,
): Record<string, Forged> {
  return {
    ...(other === path ? {} : { "meant for our other address": { path, body, signature: signedFor(other) } }),
    "meant for an address with a question": { path, body, signature: signedFor(`${path}?a=b`) },
    "sent with a question": {
      path: `${path}${path.includes("?") ? "&" : "?"}a=b`,
      body,
      signature: signedFor(path),
    },
  };
}

/** Zendesk and Klaviyo sign the time too. */
function ofTime(
  vendor: HookVendor,
  signed: () => Record<string, string>,
  path: string,
  body: string,
): Record<string, Forged> {
  const name = vendor === "zendesk" ? "x-zendesk-webhook-signature-timestamp" : "klaviyo-timestamp";
  const { [name]: _, ...timeless } = signed();
  return {
    "of another time": { path, body, signature: { ...signed(), [name]: new Date(0).toISOString() } },
    "of no time": { path, body, signature: timeless },
  };
}
