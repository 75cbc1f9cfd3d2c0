import { describe, expect, test } from "vitest";
import {
  dayNumber,
  formatClock,
  formatDate,
  formatDay,
  formatShortDay,
  formatSpan,
  formatWhen,
} from "../../../zendesk-app/src/format/moment.ts";
import { formatMoney, formatRoundMoney } from "../../../zendesk-app/src/format/money.ts";
import { givenName, initials } from "../../../zendesk-app/src/format/name.ts";
import { formatPhone } from "../../../zendesk-app/src/format/phone.ts";
import { formatPlace, languageName } from "../../../zendesk-app/src/format/place.ts";

/** Intl sets no-break spaces of several widths. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("money", () => {
  test.each([
    ["en-GB", "54.00", "EUR", "€54.00"],
    ["de", "1043.9", "EUR", "1.043,90 €"],
    ["en-US", "1200", "JPY", "¥1,200"],
    ["en-US", "-5.5", "USD", "-$5.50"],
    ["en", "12345678901234567890.12", "USD", "$12,345,678,901,234,567,890.12"],
  ])("%s %s %s to the cent", (locale, amount, currency, expected) => {
    expect(plain(formatMoney(locale, { amount, currency }))).toBe(expected);
  });

  test.each([
    ["1284.49", "€1,284"],
    ["65.14", "€65"],
    ["9.90", "€9.90"],
    ["0.00", "€0"],
  ])("%s at a glance", (amount, expected) => {
    expect(formatRoundMoney("en-GB", { amount, currency: "EUR" })).toBe(expected);
  });
});

describe("moments", () => {
  const reader = { locale: "en-GB", timeZone: "Europe/Berlin", now: Date.parse("2026-11-21T22:30:00Z") };
  const german = { ...reader, locale: "de" };

  test("the clock is the reader's", () => {
    expect(formatClock(reader, "2026-11-21T13:05:00Z")).toBe("14:05");
    expect(formatClock(reader, "2026-11-21T07:05:00Z")).toBe("08:05");
    expect(plain(formatClock({ ...reader, locale: "en-US" }, "2026-11-21T13:05:00Z"))).toBe("2:05 PM");
  });

  test.each([
    ["2026-11-21T13:05:00Z", "today", "heute"],
    ["2026-11-20T13:05:00Z", "yesterday", "gestern"],
    ["2026-11-22T13:05:00Z", "tomorrow", "morgen"],
    ["2026-11-12T13:05:00Z", "12 Nov", "12. Nov."],
    ["2025-11-12T13:05:00Z", "12 Nov 2025", "12. Nov. 2025"],
  ])("%s is %s", (instant, english, deutsch) => {
    expect(formatDay(reader, instant)).toBe(english);
    expect(formatDay(german, instant)).toBe(deutsch);
  });

  test("a day begins at the reader's midnight", () => {
    expect(formatDay(reader, "2026-11-20T23:30:00Z")).toBe("today");
    expect(formatDay({ ...reader, timeZone: "America/New_York" }, "2026-11-20T23:30:00Z")).toBe("yesterday");
    expect(dayNumber("Europe/Berlin", "1970-01-01T23:30:00Z")).toBe(1);
  });

  test("a moment says its time while that is near", () => {
    expect(formatWhen(reader, "2026-11-21T13:05:00Z")).toBe("14:05");
    expect(formatWhen(reader, "2026-11-20T13:05:00Z")).toBe("yesterday 14:05");
    expect(formatWhen(reader, "2026-11-22T13:05:00Z")).toBe("tomorrow 14:05");
    expect(formatWhen(reader, "2026-11-12T13:05:00Z")).toBe("12 Nov");
  });

  test("in narrow columns another year's day is its month", () => {
    expect(formatShortDay(reader, "2025-11-12T13:05:00Z")).toBe("Nov 2025");
    expect(formatShortDay(reader, "2026-11-12T13:05:00Z")).toBe("12 Nov");
    expect(
      formatShortDay({ ...reader, now: Date.parse("2026-01-01T12:00:00Z") }, "2025-12-31T12:00:00Z"),
    ).toBe("yesterday");
  });

  test("in a sentence a day is a date, near or not", () => {
    expect(formatDate(reader, "2026-11-21T13:05:00Z")).toBe("21 Nov");
  });

  test.each([
    [4, "4 sec"],
    [1_300, "21 min"],
    [7_300, "2 hr"],
    [200_000, "2 days"],
  ])("a span of %i s is %s", (seconds, expected) => {
    expect(formatSpan("en-US", seconds)).toBe(expected);
  });
});

describe("people and places", () => {
  test.each([
    ["+4915123456789", "+49 1512 3456789"],
    ["+14155550123", "+1 415 555 0123"],
    ["+498001234567", "+49 800 1234567"],
    ["+353861234567", "+353 8612 34567"],
    ["+821012345678", "+82 1012 345678"],
    ["SHOP", "SHOP"],
    ["0151 234", "0151 234"],
  ])("the phone %s reads %s", (phone, expected) => {
    expect(formatPhone(phone)).toBe(expected);
  });

  test.each([
    ["Maren Voss", "MV", "Maren"],
    ["  maren  ", "M", "maren"],
    ["Ana María Ruiz", "AR", "Ana"],
    ["김 민준", "김민", "김"],
    ["", "", ""],
  ])("%s has the initials %s", (name, letters, given) => {
    expect(initials(name)).toBe(letters);
    expect(givenName(name)).toBe(given);
  });

  test("a place is the city, else the country by its name", () => {
    expect(formatPlace("en", "Hamburg", "DE")).toBe("Hamburg");
    expect(formatPlace("de", null, "DE")).toBe("Deutschland");
    expect(formatPlace("en", null, "Germany")).toBe("Germany");
    expect(formatPlace("en", null, null)).toBeNull();
  });

  test("a language has its own name", () => {
    expect(languageName("de-DE", "de-DE")).toBe("Deutsch");
    expect(languageName("en", "ko")).toBe("Korean");
    expect(languageName("en", "not a locale")).toBeNull();
  });
});
