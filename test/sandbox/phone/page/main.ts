import type { Person, Phones } from "../contract.ts";
import { fetchPhones, fetchTexts, markRead, onChange, sendText, setOffline } from "./api.ts";
import { clearComposer, onSend, propose, setComposerOffline } from "./composer.ts";
import { byId } from "./dom.ts";
import { showIdeas } from "./ideas.ts";
import { onPick, onSearch, revealCurrent, showAbout, showPeople } from "./people.ts";
import { scrollToEnd, showTexts } from "./thread.ts";
import { spaced, timeIn } from "./words.ts";

let phones: Phones = await fetchPhones();
let current: string | null = null;

const person = (): Person | undefined => phones.people.find(({ key }) => key === current);

function show(): void {
  const holder = person();
  showPeople(phones.people, current);
  if (!holder) return;
  document.title = `${holder.name}’s phone · Sidethread sandbox`;
  byId("device").setAttribute("aria-label", `${holder.name}’s phone`);
  showAbout(holder);
  showIdeas(holder.locale, propose);
  showClock();
  const others = phones.people.reduce((sum, { key, unread }) => sum + (key === current ? 0 : unread), 0);
  byId("other-unread").textContent = String(others);
  byId("other-unread").hidden = others === 0;
  byId("offline").setAttribute("aria-checked", String(holder.offline));
  byId("offline-note").hidden = !holder.offline;
  byId("network").hidden = holder.offline;
  byId("signal").firstElementChild?.setAttribute("href", holder.offline ? "#icon-plane" : "#icon-signal");
  setComposerOffline(holder.offline);
}

function showClock(): void {
  const holder = person();
  if (!holder) return;
  const clock = byId<HTMLTimeElement>("clock");
  clock.textContent = timeIn(holder.timeZone, new Date());
  clock.title = `Local time in ${holder.city}`;
}

async function refreshTexts(opened: boolean): Promise<void> {
  const key = current;
  if (key === null) return;
  const texts = await fetchTexts(key);
  const holder = person();
  if (key !== current || !holder) return;
  showTexts(texts, holder, phones.shop.name, opened);
  if (!document.hidden && holder.unread > 0) {
    await markRead(key);
    phones = await fetchPhones();
    show();
  }
}

async function open(key: string): Promise<void> {
  current = key;
  history.replaceState(null, "", `/phone?customer=${encodeURIComponent(key)}`);
  document.body.classList.remove("choosing");
  clearComposer();
  show();
  revealCurrent();
  await refreshTexts(true);
}

let refreshing = false;
let again = false;

async function refresh(): Promise<void> {
  again = true;
  if (refreshing) return;
  refreshing = true;
  try {
    while (again) {
      again = false;
      phones = await fetchPhones();
      show();
      await refreshTexts(false);
    }
  } finally {
    refreshing = false;
  }
}

byId("shop-name").textContent = phones.shop.name;
byId("shop-number").textContent = spaced(phones.shop.number);
byId("shop-avatar").textContent = phones.shop.name.charAt(0);

onPick(open);
onSearch(show);
onSend(async (body, pictures) => {
  const problem = current === null ? null : await sendText(current, body, pictures);
  await refresh();
  scrollToEnd();
  revealCurrent();
  return problem;
});
byId("offline").addEventListener("click", () => {
  const holder = person();
  if (holder) void setOffline(holder.key, !holder.offline);
});
byId("show-people").addEventListener("click", () => {
  document.body.classList.add("choosing");
  byId("search").focus();
});
document.addEventListener("visibilitychange", () => void refresh());
setInterval(showClock, 1000);

const asked = new URLSearchParams(location.search).get("customer");
const first = phones.people.find(({ key }) => key === asked) ?? phones.people[0];
if (first) await open(first.key);
onChange(() => void refresh());
