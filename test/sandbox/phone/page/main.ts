import type { Channel, Person, Phones } from "../contract.ts";
import { fetchPhones, fetchTexts, markRead, onChange, sendText, setOffline } from "./api.ts";
import { onChannel, showChannels } from "./channels.ts";
import { clearComposer, onSend, propose, setComposer } from "./composer.ts";
import { byId } from "./dom.ts";
import { showIdeas } from "./ideas.ts";
import { onPick, onSearch, revealCurrent, showAbout, showPeople } from "./people.ts";
import { scrollToEnd, showTexts } from "./thread.ts";
import { spaced, timeIn } from "./words.ts";

let phones: Phones = await fetchPhones();
let current: string | null = null;
let channel: Channel = "sms";

const person = (): Person | undefined => phones.people.find(({ key }) => key === current);

function show(): void {
  const holder = person();
  showPeople(phones.people, current);
  if (!holder) return;
  document.title = `${holder.name}’s phone · Sidethread sandbox`;
  byId("device").setAttribute("aria-label", `${holder.name}’s phone`);
  showAbout(holder);
  showChannels(holder, channel);
  showIdeas(holder, channel, propose);
  showClock();
  const others = phones.people.reduce(
    (sum, { key, unread }) => sum + (key === current ? 0 : unread.sms + unread.whatsapp),
    0,
  );
  byId("other-unread").textContent = String(others);
  byId("other-unread").hidden = others === 0;
  byId("offline").setAttribute("aria-checked", String(holder.offline));
  byId("offline-note").hidden = !holder.offline;
  byId("network").hidden = holder.offline;
  byId("signal").firstElementChild?.setAttribute("href", holder.offline ? "#icon-plane" : "#icon-signal");
  setComposer(channel, holder.offline);
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
  const over = channel;
  if (key === null) return;
  const texts = await fetchTexts(key, over);
  const holder = person();
  if (key !== current || over !== channel || !holder) return;
  showTexts(texts, holder, phones.shop.name, opened);
  if (!document.hidden && holder.unread[over] > 0) {
    await markRead(key, over);
    phones = await fetchPhones();
    show();
  }
}

async function open(key: string, over: Channel): Promise<void> {
  current = key;
  channel = over;
  const query = new URLSearchParams({ customer: key, ...(over === "whatsapp" && { channel }) });
  history.replaceState(null, "", `/phone?${query}`);
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

onPick((key) => void open(key, channel));
onChannel((over) => void (current !== null && open(current, over)));
onSearch(show);
onSend(async (body, pictures) => {
  const problem = current === null ? null : await sendText(current, channel, body, pictures);
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

const asked = new URLSearchParams(location.search);
const first = phones.people.find(({ key }) => key === asked.get("customer")) ?? phones.people[0];
if (first) await open(first.key, asked.get("channel") === "whatsapp" ? "whatsapp" : "sms");
onChange(() => void refresh());
