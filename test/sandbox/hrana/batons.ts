import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export interface Baton {
  stream: string;
  /** Which of the stream's requests it is good for. */
  turn: number;
}

/** Makes and reads batons: signed, so that nobody can guess another client's. */
export function createBatons() {
  const key = randomBytes(32);
  const sign = (payload: string) => createHmac("sha256", key).update(payload).digest("base64url");

  return {
    write({ stream, turn }: Baton): string {
      const payload = `${stream}.${turn}`;
      return `${payload}.${sign(payload)}`;
    },
    /** Null for anything that this server did not sign. */
    read(text: string): Baton | null {
      const [stream = "", turn = "", signature = ""] = text.split(".");
      const given = Buffer.from(signature);
      const expected = Buffer.from(sign(`${stream}.${turn}`));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return { stream, turn: Number(turn) };
    },
  };
}
