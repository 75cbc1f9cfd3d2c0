import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SecretKey } from "../config.ts";

export interface Sealer {
  /** Seals a secret; `place` (account and field) is bound to it, so that it opens nowhere else. */
  seal(secret: string, place: string): string;
  /** Opens what `seal` made; throws when the key is unknown or the text was moved or changed. */
  open(sealed: string, place: string): string;
}

/** AES-256-GCM under the first key; the key's id is kept with each text, so that keys can be rotated. */
export function createSealer(keys: SecretKey[]): Sealer {
  const [current] = keys;
  if (!current) throw new Error("There is no key to seal with.");
  return {
    seal(secret, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return [current.id, nonce, body, cipher.getAuthTag()]
        .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
        .join(".");
    },
    open(sealed, place) {
      const [id, nonce, body, tag] = sealed.split(".");
      const key = keys.find((candidate) => candidate.id === id);
      if (!key || !nonce || body === undefined || !tag)
        throw new Error("The sealed text has no key that we hold.");
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(nonce, "base64url"))
        .setAAD(Buffer.from(place))
        .setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}
