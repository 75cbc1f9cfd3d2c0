/** The metrics that we emit, by the names under which customers' flows know them. */
export const METRICS = ["Opened Ticket", "Resolved Ticket"] as const;
export type Metric = (typeof METRICS)[number];
