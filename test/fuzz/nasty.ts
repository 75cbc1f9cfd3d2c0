import fc from "fast-check";

const STRINGS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udc00\ud800",
  "a\udfff",
  "\ufeff",
  "\u202e\u200b\u2066",
  "e\u0301\u0301",
  "﷽",
  "👩‍👩‍👧‍👦",
  "\r\nX-Injected: 1",
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "Infinity",
  "1e999",
  "-1",
  "1.5",
  "0x10",
  "4294967295",
  "9007199254740993",
  "99999999999999999999999",
  "null",
  "undefined",
  "[object Object]",
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "../../../etc/passwd",
  "javascript:alert(1)",
  "http://[",
  "http://169.254.169.254/latest",
  "file:///etc/passwd",
  "https://a.test/picture.jpg",
  "whatsapp:",
  "whatsapp:whatsapp:+4915123456701",
  "+",
  "+0",
  "+4915123456701;ext=1",
  "٠١٢٣٤٥",
  "STOP",
  "yes",
  "%",
  "%00",
  "&From=x",
  "Invalid Date",
  "0",
  "1",
  "2026-02-30T25:61:61Z",
  "0000-00-00",
  "+275760-09-13T00:00:00.000Z",
  "-271821-04-20T00:00:00.000Z",
  "9999-12-31T23:59:59.999999999Z",
  "Thu, 04 Jan 2024 18:05:25 GMT",
];

const UNITS = [
  "a",
  "a-",
  "a.",
  "1",
  "+1 ",
  "€",
  "👋",
  "﷽",
  "\u0301",
  "\0",
  "%",
  " ",
  "https://a.b/",
  "STOP ",
  "![",
];

export const longString = fc
  .tuple(fc.constantFrom(...UNITS), fc.constantFrom(161, 1_601, 4_000, 60_000))
  .map(([unit, times]) => unit.repeat(times));

/** Text that somebody somewhere forgot. */
export const nastyString = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...STRINGS) },
  { weight: 4, arbitrary: fc.string({ unit: "binary" }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((one) => String.fromCharCode(one)),
    }),
  },
  { weight: 1, arbitrary: longString },
);

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

const TOKENS = [
  "null",
  "true",
  "false",
  "0",
  "-0",
  "-1",
  "1.5",
  "4294967296",
  "9007199254740993",
  "100000000000000000000",
  "1e308",
  "1e999",
  "-1e999",
  "1e-999",
  "NaN",
  "undefined",
  "00",
  "'a'",
  '"\\ud800"',
  '"unfinished',
  "[]",
  "{}",
  "[[null]]",
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1}',
  '{"length":4294967295}',
  '{"then":"x"}',
  nested("[", "]", 500),
  nested("[", "]", 20_000),
  nested('{"a":[', "]}", 5_000),
  nested("[", "", 20_000),
];

/** A value in JSON: another type, another size, or no JSON at all. */
export const nastyToken = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TOKENS) },
  { weight: 3, arbitrary: nastyString.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.double().map(String) },
);

/** Without halves of characters, which no address can have. */
export const wellFormed = (text: string) => Buffer.from(text).toString();
