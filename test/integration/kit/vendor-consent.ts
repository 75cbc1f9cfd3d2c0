import type { System } from "../../kit/system.ts";
import { appOrigin, type FetchAdmin } from "./admin.ts";
import { consentAtZendesk, readWindow } from "./consent.ts";

export type ConsentVendor = "zendesk" | "klaviyo" | "shopify";

/** Begins at a vendor's consent page; gives its address. */
export async function beginConsent(
  system: System,
  admin: FetchAdmin,
  vendor: ConsentVendor,
  shop: string | null = system.sandbox.world.account.shopDomain,
): Promise<string> {
  const opener = appOrigin(system);
  const begun = await admin("POST", `/connections/${vendor}/start`, { opener, shop });
  const { url } = (await begun.json()) as { url?: string };
  if (!url) throw new Error(`The start answered ${begun.status}.`);
  return url;
}

/** Says yes on a vendor's consent page; gives where it leads back to. */
export async function consent(system: System, vendor: ConsentVendor, page: string): Promise<string> {
  if (vendor === "zendesk") {
    const admin = system.sandbox.world.agents.find(({ role }) => role === "admin");
    return consentAtZendesk(system, page, admin?.name ?? "");
  }
  const shown = await fetch(page);
  if (!shown.ok) throw new Error(`The consent page answered ${shown.status}: ${await shown.text()}`);
  const { origin, pathname, searchParams } = new URL(page);
  const klaviyo = { body: new URLSearchParams([...searchParams, ["decision", "allow"]]) };
  const answered = await fetch(vendor === "klaviyo" ? origin + pathname : page, {
    method: "POST",
    redirect: "manual",
    ...(vendor === "klaviyo" ? klaviyo : {}),
  });
  const back = answered.headers.get("location");
  if (!back) throw new Error(`The consent page answered ${answered.status}: ${await answered.text()}`);
  return back;
}

/** What a window told the app that leads back from a consent page. */
export async function readAnswer(back: string | URL): Promise<Record<string, string>> {
  const told = await readWindow(await fetch(back));
  if (told?.result.outcome !== "agreed") throw new Error(`The window told ${JSON.stringify(told)}.`);
  return told.result.answer;
}

/** Connects a vendor through its consent page, as an admin and the app do; gives what the server says then. */
export async function connectByConsent(
  system: System,
  admin: FetchAdmin,
  vendor: ConsentVendor,
): Promise<Response> {
  const back = await consent(system, vendor, await beginConsent(system, admin, vendor));
  return admin("POST", `/connections/${vendor}/finish`, await readAnswer(back));
}
