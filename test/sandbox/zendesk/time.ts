/** Zendesk's dates: ISO seconds with a Z. */
export const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** Now, as Zendesk writes it. */
export const now = (): string => isoSeconds(new Date());
