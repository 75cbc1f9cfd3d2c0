export type ChurnBand = "low" | "medium" | "high";

/** The word for a probability of churn, with Klaviyo's limits. */
export function churnBand(risk: number): ChurnBand {
  if (risk < 0.33) return "low";
  return risk > 0.66 ? "high" : "medium";
}
