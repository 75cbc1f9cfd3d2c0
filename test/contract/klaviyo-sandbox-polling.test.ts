import { afterEach, beforeEach, expect, test } from "vitest";
import { type Started, startKlaviyo } from "./klaviyo-caller.ts";
import { personAt } from "./klaviyo-person.ts";

let started: Started;
beforeEach(async () => {
  started = await startKlaviyo();
});
afterEach(() => started.close());

const pass = (ms: number) => {
  started.clock.now = new Date(started.clock.now.getTime() + ms);
};

/** The texts that a poll of `Sent SMS` finds, page by page. */
async function poll(since: string, pageSize = 100): Promise<unknown[][]> {
  const { all } = await started.call("GET", "/api/metrics");
  const metric = all.find(({ attributes }) => attributes.name === "Sent SMS");
  const filter = `equals(metric_id,"${metric?.id}"),greater-or-equal(datetime,${encodeURIComponent(since)})`;
  const pages: unknown[][] = [];
  let next: string | undefined = `/api/events?filter=${filter}&sort=datetime&page[size]=${pageSize}`;
  while (next) {
    const page = await started.call("GET", next);
    pages.push(page.all.map(({ attributes }) => attributes.event_properties["Message Body"]));
    next = page.next;
  }
  return pages;
}

const START = "2026-11-18T12:00:00+00:00";

test("a metric's events of a time and later come in order, in pages", async () => {
  const maren = await personAt(started);
  for (const body of ["One", "Two", "Three"]) {
    maren.text(body);
    await maren.answer("Not a customer's text");
    pass(1000);
  }
  expect(await poll(START, 2)).toEqual([["One", "Two"], ["Three"]]);
  expect(await poll("2026-11-18T12:00:01+00:00")).toEqual([["Two", "Three"]]);
  expect(await poll("2026-11-18T13:00:00+00:00")).toEqual([[]]);
});

test("an event may be listed late, behind others that happened after it", async () => {
  const maren = await personAt(started);
  const { settings } = started.klaviyo.state;
  settings.eventsLateMs = 5000;
  maren.text("Late");
  settings.eventsLateMs = 0;
  pass(2000);
  maren.text("In time");
  expect(await poll(START)).toEqual([["In time"]]);
  pass(3000);
  expect(await poll(START)).toEqual([["Late", "In time"]]);
});
