import fc from "fast-check";

/** What may become of a body's bytes before it is signed. */
export type Damage =
  | { kind: "none" | "mark" | "utf16" | "latin1" }
  | { kind: "cut" | "insert" | "flip"; at: number; byte: number };

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 30, arbitrary: fc.constant<Damage>({ kind: "none" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Damage[]>({ kind: "mark" }, { kind: "utf16" }, { kind: "latin1" }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("cut", "insert", "flip"),
      at: fc.nat(5_000),
      byte: fc.integer({ min: 0, max: 255 }),
    }),
  },
);

export function damaged(text: string, how: Damage): Buffer {
  const bytes = Buffer.from(text);
  switch (how.kind) {
    case "none":
      return bytes;
    case "mark":
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case "utf16":
      return Buffer.from(text, "utf16le");
    case "latin1":
      return Buffer.from(text, "latin1");
  }
  const at = how.at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (how.kind === "cut") return before;
  return Buffer.concat([before, Buffer.from([how.byte]), how.kind === "insert" ? after : after.subarray(1)]);
}
