import type { Agent, Brand, Group } from "./world.ts";

export const brands: Brand[] = [
  { key: "moorlicht", name: "Moorlicht", subdomain: "moorlicht", default: true },
  {
    key: "moorlicht-werkstatt",
    name: "Moorlicht Werkstatt",
    subdomain: "moorlicht-werkstatt",
    default: false,
  },
];

export const groups: Group[] = [
  { key: "support", name: "Support" },
  { key: "returns", name: "Returns" },
  { key: "international", name: "International" },
];

export const agents: Agent[] = [
  {
    key: "henrike-sander",
    name: "Henrike Sander",
    email: "henrike.sander@moorlicht.example",
    role: "admin",
    group: "support",
    locale: "de",
    timeZone: "Europe/Berlin",
  },
  {
    key: "owen-marsh",
    name: "Owen Marsh",
    email: "owen.marsh@moorlicht.example",
    role: "admin",
    group: "international",
    locale: "en-GB",
    timeZone: "Europe/Berlin",
  },
  {
    key: "tarik-yilmaz",
    name: "Tarik Yılmaz",
    email: "tarik.yilmaz@moorlicht.example",
    role: "agent",
    group: "returns",
    locale: "de",
    timeZone: "Europe/Berlin",
  },
  {
    key: "ines-carvajal",
    name: "Inés Carvajal",
    email: "ines.carvajal@moorlicht.example",
    role: "agent",
    group: "international",
    locale: "es",
    timeZone: "Europe/Madrid",
  },
  {
    key: "ji-woo-han",
    name: "한지우",
    email: "jiwoo.han@moorlicht.example",
    role: "agent",
    group: "international",
    locale: "ko",
    timeZone: "Asia/Seoul",
  },
];
