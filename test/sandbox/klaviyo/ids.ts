import { createHash } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

/** Ids that look like Klaviyo's. The same kind and key give the same id; without a key each one is new. */
export interface Ids {
  /** Profiles, conversations, webhooks: `01…`, 26 characters. */
  ulid(kind: string, key?: string): string;
  /** Metrics, lists, segments, the account (6 characters); events (11). */
  short(kind: string, key?: string, length?: number): string;
  uuid(kind: string, key?: string): string;
  /** Tokens and other opaque secrets. */
  hex(kind: string, key?: string): string;
}

export function createIds(seed: number): Ids {
  let made = 0;
  const hash = (kind: string, key?: string) => {
    made += key === undefined ? 1 : 0;
    return createHash("sha256")
      .update(`${seed}:${kind}:${key ?? `#${made}`}`)
      .digest();
  };
  const spell = (bytes: Buffer, alphabet: string, length: number) =>
    Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");

  return {
    ulid: (kind, key) => `01${spell(hash(kind, key), CROCKFORD, 24)}`,
    short: (kind, key, length = 6) => spell(hash(kind, key), LETTERS, length),
    uuid: (kind, key) => {
      const hex = hash(kind, key).toString("hex");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11f0-8001-${hex.slice(12, 24)}`;
    },
    hex: (kind, key) => hash(kind, key).toString("hex"),
  };
}
