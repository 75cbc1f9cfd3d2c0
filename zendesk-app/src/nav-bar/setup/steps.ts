import type { AdminState, TestText } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";

export const STEPS = ["zendesk", "klaviyo", "carrier", "brands", "zendesk_rules", "test"] as const;
export type Step = (typeof STEPS)[number];

/** What is done on the way to the first text answered. */
export function doneSteps(state: AdminState, test: TestText | undefined): Set<Step> {
  const isConnected = (wanted: Vendor) =>
    state.connections.some(({ vendor, state }) => vendor === wanted && state === "connected");
  const { metricBrandIds, textBrandId } = state.settings;
  const hasRules = state.made.view !== null && state.made.automation !== null;
  // Whoever went on took the brands as they are.
  const hasBrands = metricBrandIds !== null || textBrandId !== null || state.brands.length === 1 || hasRules;
  const done: Record<Step, boolean> = {
    zendesk: isConnected("zendesk"),
    klaviyo: isConnected("klaviyo"),
    carrier: isConnected("twilio") || state.numbers.length > 0,
    brands: hasBrands,
    zendesk_rules: hasRules,
    test: state.tested || (test?.ended === true && test.steps.every(({ state }) => state !== "failed")),
  };
  return new Set(STEPS.filter((step) => done[step]));
}
