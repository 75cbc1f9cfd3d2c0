import type { Person } from "../contract.ts";
import { byId, h, icon, showKeyed } from "./dom.ts";
import { dayIn, languageName, shortMoment, spaced, timeIn, toneOf } from "./words.ts";

const list = byId("people-list");
const none = byId("people-none");
const search = byId<HTMLInputElement>("search");

const digits = (text: string) => text.replace(/\D/g, "");

function matches({ name, city, country, phone, key }: Person, wanted: string): boolean {
  if (wanted === "") return true;
  const words = `${name} ${city} ${country} ${key}`.toLowerCase();
  return (
    words.includes(wanted.toLowerCase()) || (digits(wanted) !== "" && digits(phone).includes(digits(wanted)))
  );
}

/** Shows the phones that match the search: those with the newest texts first, then by name. */
export function showPeople(people: Person[], current: string | null): void {
  const wanted = search.value.trim();
  const found = people
    .filter((person) => matches(person, wanted))
    .sort((a, b) => (b.last?.at ?? "").localeCompare(a.last?.at ?? "") || a.name.localeCompare(b.name));
  const rows = found.map((person) => ({ person, current: person.key === current }));
  showKeyed(list, rows, ({ person }) => person.key, row);
  none.hidden = found.length > 0;
}

function row({ person, current }: { person: Person; current: boolean }): HTMLElement {
  const { key, last } = person;
  const unread = person.unread.sms + person.unread.whatsapp;
  const when = last && shortMoment(person.timeZone, new Date(last.at), new Date());
  const link = h(
    "a",
    { href: `/phone?customer=${encodeURIComponent(key)}`, "data-id": key, "data-person": key },
    avatar(person),
    h(
      "span",
      { class: "name" },
      h("span", {}, person.name),
      person.offline ? icon("plane", "Aeroplane mode") : null,
    ),
    h("span", { class: "when" }, when ?? ""),
    h("span", { class: "line" }, last?.text ?? `${person.city}, ${person.country}`),
    unread > 0
      ? h("span", { class: "badge" }, String(unread), h("span", { class: "spoken" }, " unread"))
      : null,
  );
  if (current) link.setAttribute("aria-current", "true");
  return h("li", {}, link);
}

function avatar({ key, initials }: Person): HTMLElement {
  return h("span", { class: "avatar", "data-tone": toneOf(key), "aria-hidden": "true" }, initials);
}

/** Scrolls the list to the phone that is held. */
export function revealCurrent(): void {
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** Calls back with the key of each customer who is picked. */
export function onPick(picked: (key: string) => void): void {
  list.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-person]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    picked(link.dataset.person ?? "");
  });
}

/** Calls back when another search is typed. */
export const onSearch = (changed: () => void) => search.addEventListener("input", changed);

/** The shop's 24 hours, in the customer's time. */
function windowWords({ answerableUntil, timeZone }: Person): string {
  if (answerableUntil === null) return "Not before they write";
  const end = new Date(answerableUntil);
  if (end <= new Date()) return "Not any more: their day is over";
  const day = dayIn(timeZone, end) === dayIn(timeZone, new Date()) ? "" : "tomorrow, ";
  return `Until ${day}${timeIn(timeZone, end)}`;
}

const CONSENT = { SUBSCRIBED: "Given", UNSUBSCRIBED: "Withdrawn", NEVER_SUBSCRIBED: "Never given" };

/** Tells who holds the phone. */
export function showAbout(person: Person): void {
  byId("person-name").textContent = person.name;
  byId("person-phone").textContent = spaced(person.phone);
  byId("person-place").textContent = `${person.city}, ${person.country}`;
  byId("person-language").textContent = languageName(person.locale);
  byId("person-sms").textContent = person.optedOut ? "Opted out with STOP" : CONSENT[person.consent.sms];
  byId("person-whatsapp").textContent = CONSENT[person.consent.whatsapp];
  byId("person-window").textContent = windowWords(person);
  const large = byId("person-avatar");
  large.textContent = person.initials;
  large.dataset.tone = toneOf(person.key);
}
