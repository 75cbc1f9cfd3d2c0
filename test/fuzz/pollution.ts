const PROTOTYPES = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Function.prototype,
  Map.prototype,
  RegExp.prototype,
];

const keysOf = (prototype: object) => Reflect.ownKeys(prototype).map(String);
const before = PROTOTYPES.map((prototype) => new Set(keysOf(prototype)));

/** What somebody has put on a prototype since the start. */
export function findPollution(): string | null {
  const added = PROTOTYPES.flatMap((prototype, index) =>
    keysOf(prototype).filter((key) => !before[index]?.has(key)),
  );
  return added.length > 0 ? `on a prototype now: ${added.join(", ")}` : null;
}
