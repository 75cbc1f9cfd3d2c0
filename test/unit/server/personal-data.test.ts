import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { mentions, spellMark } from "@sidethread/server/people/mentions";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { PERSONAL_COLUMNS } from "../../kit/personal-columns.ts";

const SCHEMA = fileURLToPath(new URL("../../../server/src/database/schema/", import.meta.url));

/** Columns of text that may say anything: numbers, moments and fixed words name nobody. */
async function listFreeColumns(): Promise<string[]> {
  const files = await readdir(SCHEMA);
  const modules = await Promise.all(files.map((file) => import(`${SCHEMA}${file}`)));
  const tables = modules.flatMap((module) => Object.values(module).filter((one) => is(one, SQLiteTable)));
  return tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns
      .filter((column) => column.getSQLType() === "text" && !column.enumValues?.length)
      .map((column) => `${name}.${column.name}`);
  });
}

it("says of every column that can hold anything whose data it is", async () => {
  expect((await listFreeColumns()).sort()).toEqual(Object.keys(PERSONAL_COLUMNS).sort());
});

it.each([
  ["a phone in a form", "ToCountry=DE&From=%2B4915112345678&Body=hi", true],
  ["another phone", "From=%2B49151123456789", false],
  ["an e-mail in JSON, in other letters", '{"email":"Maren@Voss.Example"}', true],
  ["an e-mail behind an escaped line break", '{"body":"write to\\nmaren@voss.example."}', true],
  ["an e-mail, escaped", '{"email":"maren\\u0040voss.example"}', true],
  ["an e-mail that ends alike", "anmaren@voss.example", false],
  ["an id in a key", "conversation:2f1e4a52-7a9b-4f6e-9a2b-1d6f0c7e5b11", true],
  ["an id as a number in JSON", '{"customer":{"id":7200000001009}}', true],
  ["an id in a global id", "gid://shopify/Customer/7200000001009", true],
  ["a longer number", '{"id":72000000010091}', false],
  ["nobody", '{"id":1,"text":"hello there, everybody"}', false],
])("recognizes a person: %s", (_, text, found) => {
  const marks = [
    "+4915112345678",
    "maren@voss.example",
    "2f1e4a52-7a9b-4f6e-9a2b-1d6f0c7e5b11",
    "7200000001009",
  ];
  expect(mentions(text, new Set(marks.map(spellMark)))).toBe(found);
});
