import type { FlowResult } from "@sidethread/shared/admin";
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

/** Connects a vendor through its consent page, as an admin does; gives what the window told the app. */
export async function connectByConsent(
  system: System,
  admin: FetchAdmin,
  vendor: ConsentVendor,
): Promise<FlowResult | undefined> {
  const back = await consent(system, vendor, await beginConsent(system, admin, vendor));
  return (await readWindow(await fetch(back)))?.result;
}
