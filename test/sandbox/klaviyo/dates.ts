/** A date as Klaviyo writes it: `2022-11-08T01:23:45+00:00`. */
export const iso = (date: Date) => `${date.toISOString().slice(0, 19)}+00:00`;

export const isoOrNull = (date: Date | null) => date && iso(date);

/** Klaviyo keeps events to the second. */
export const toSecond = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000);
