/** SQLite ends a text at its first zero, and libSQL ends the process at half a character. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A text without what the database could not give back. */
export const storable = (text: string): string => text.replaceAll(UNSTORABLE, "");

/** Whether a text can be kept as it is, and is not empty: an id has to be both. */
export const isStorableId = (id: string): boolean => id !== "" && id === storable(id);
