import type { Person, PhoneText } from "../contract.ts";
import { byId, h, icon, showKeyed } from "./dom.ts";
import { dayIn, dayWord, timeIn } from "./words.ts";

const RUN_MS = 5 * 60_000;
const NEAR_END_PX = 120;

const thread = byId("thread");
const list = byId("texts");
const none = byId("texts-none");

let atEnd = true;

interface Row {
  text: PhoneText;
  /** Begins a day: shown above the bubble. */
  day: string | null;
  first: boolean;
  last: boolean;
  time: string;
}

/** Shows a conversation, and stays at its end if it was there, or if it is another one. */
export function showTexts(texts: PhoneText[], person: Person, shop: string, opened: boolean): void {
  if (opened) list.replaceChildren();
  showKeyed(
    list,
    rowsOf(texts, person.timeZone),
    ({ text }) => text.id,
    (row) => bubble(row, shop),
  );
  none.hidden = texts.length > 0;
  none.textContent = `No texts yet. Say hello to ${shop}.`;
  if (opened || atEnd) scrollToEnd();
}

/** Scrolls to the newest text. */
export function scrollToEnd(): void {
  atEnd = true;
  thread.scrollTop = thread.scrollHeight;
}

thread.addEventListener("scroll", () => {
  atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_END_PX;
});

// A picture that loads, or a composer that grows, must not push the newest text out of sight.
const resized = new ResizeObserver(() => atEnd && scrollToEnd());
resized.observe(thread);
resized.observe(list);

function rowsOf(texts: PhoneText[], timeZone: string): Row[] {
  const now = new Date();
  const joined = (a: PhoneText | undefined, b: PhoneText | undefined) =>
    a !== undefined &&
    b !== undefined &&
    a.mine === b.mine &&
    a.kind === b.kind &&
    a.from === b.from &&
    a.state === b.state &&
    Date.parse(b.at) - Date.parse(a.at) < RUN_MS;
  return texts.map((text, index) => {
    const at = new Date(text.at);
    const before = texts[index - 1];
    const newDay = !before || dayIn(timeZone, new Date(before.at)) !== dayIn(timeZone, at);
    return {
      text,
      day: newDay ? dayWord(timeZone, at, now) : null,
      first: newDay || !joined(before, text),
      last: !joined(text, texts[index + 1]),
      time: timeIn(timeZone, at),
    };
  });
}

function bubble({ text, day, first, last, time }: Row, shop: string): HTMLElement {
  const classes = [
    "text",
    text.mine ? "mine" : "theirs",
    text.kind,
    first ? "first" : "",
    last ? "last" : "",
  ];
  const speaker = text.mine ? "You" : text.kind === "carrier" ? "The network" : shop;
  return h(
    "li",
    {},
    day && h("p", { class: "day" }, day),
    h(
      "article",
      { class: classes.filter(Boolean).join(" "), "aria-label": `${speaker}, ${time}` },
      text.kind !== "text" && first ? h("p", { class: "kind" }, KIND_WORDS[text.kind]) : null,
      ...text.attachments.map(attachment),
      text.body === "" ? null : h("p", { class: "bubble", dir: "auto" }, ...linked(text.body)),
      last ? h("p", { class: "meta" }, time, tick(text)) : null,
      last && text.state !== null && text.state in PROBLEMS
        ? h("p", { class: "problem" }, icon("alert"), PROBLEMS[text.state] ?? "")
        : null,
    ),
  );
}

const KIND_WORDS = { carrier: "Automatic answer of the network", campaign: "Campaign" };

const PROBLEMS: Partial<Record<NonNullable<PhoneText["state"]>, string>> = {
  failed: "The shop’s server did not take this.",
  unheard: "No server listens to this number yet.",
};

/** What the shop is told of its own WhatsApp messages. */
const TOLD: Partial<Record<NonNullable<PhoneText["state"]>, string>> = {
  delivered: " · Delivered",
  read: " · Read",
};

function tick({ mine, state }: PhoneText): Node | string | null {
  if (!mine) return (state && TOLD[state]) ?? null;
  if (state === "delivered") return icon("checks", "Delivered");
  if (state === "sent" || state === "unheard") return icon("check", "Sent");
  return null;
}

function attachment({ url, contentType }: PhoneText["attachments"][number]): HTMLElement {
  const link = { href: url, target: "_blank", rel: "noreferrer" };
  if (!contentType.startsWith("image/"))
    return h("a", { ...link, class: "file" }, `Attachment (${contentType})`);
  return h("a", { ...link, class: "picture" }, h("img", { src: url, alt: "Picture" }));
}

/** Web addresses as links, all else as text. */
function linked(body: string): (Node | string)[] {
  return body
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part, index) =>
      index % 2 === 1 ? h("a", { href: part, target: "_blank", rel: "noreferrer" }, part) : part,
    );
}
