import { ProtocolError } from "./errors.ts";
import type { WireValue } from "./protocol.ts";

/** A value as libSQL's addon takes and gives it, with safe integers on. */
export type SqlValue = null | bigint | number | string | Buffer;

/** Reads a value off the wire. Integers travel as text, so that none loses its last digits. */
export function fromWire(value: WireValue): SqlValue {
  switch (value.type) {
    case "null":
      return null;
    case "integer":
      if (!/^-?\d+$/.test(value.value)) throw new ProtocolError("Value type not recognized");
      return BigInt(value.value);
    case "blob":
      return Buffer.from(value.base64, "base64");
    default:
      return value.value;
  }
}

/** Writes a value for the wire. */
export function toWire(value: SqlValue): WireValue {
  if (value === null) return { type: "null" };
  if (typeof value === "bigint") return { type: "integer", value: String(value) };
  if (typeof value === "number") return { type: "float", value };
  if (typeof value === "string") return { type: "text", value };
  return { type: "blob", base64: value.toString("base64").replace(/=+$/, "") };
}
