/** The metrics that we emit, by the names under which customers' flows know them. */
export type Metric = TicketMetric | "Clicked Link in Text";

export const TICKET_METRICS = ["Opened Ticket", "Resolved Ticket"] as const;
export type TicketMetric = (typeof TICKET_METRICS)[number];
