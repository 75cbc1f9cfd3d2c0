import type { Customer, OrderLine, Subscription } from "./world.ts";

/** What holds for a customer whatever the seed: demos and tests count on it. */
export interface Story {
  sms?: Subscription;
  email?: Subscription;
  whatsapp?: Subscription;
  zendeskUser?: Customer["zendeskUser"];
  /** Orders that certainly happened, oldest first. */
  orders?: PlannedOrder[];
  /** Nothing but these orders; otherwise chance adds its own. */
  onlyThese?: true;
}

export interface PlannedOrder {
  daysAgo: number;
  lines: OrderLine[];
  state?: "cancelled" | "refunded" | "partially_refunded";
}

const line = (variant: string, quantity = 1): OrderLine => ({ variant, quantity });

const maren: PlannedOrder[] = [
  { daysAgo: 545, lines: [line("siel-bottle-moss"), line("coat-wax-200-ml")] },
  { daysAgo: 503, lines: [line("priel-fleece-grey-m")] },
  { daysAgo: 462, lines: [line("luchte-headlamp-one-size")] },
  { daysAgo: 419, lines: [line("watt-socks-36-39", 3)] },
  { daysAgo: 380, lines: [line("moor-shirt-green-s")] },
  { daysAgo: 338, lines: [line("coat-wax-200-ml", 2)] },
  { daysAgo: 297, lines: [line("sund-coat-yellow-m")] },
  { daysAgo: 254, lines: [line("reif-gloves-s"), line("boe-beanie-petrol")] },
  { daysAgo: 214, lines: [line("koog-daypack-olive")] },
  { daysAgo: 172, lines: [line("siel-bottle-steel")] },
  { daysAgo: 133, lines: [line("moor-shirt-green-m")] },
  { daysAgo: 91, lines: [line("watt-socks-36-39", 2)] },
  { daysAgo: 50, lines: [line("priel-fleece-grey-s")], state: "refunded" },
  { daysAgo: 9, lines: [line("boe-beanie-mustard"), line("reif-gloves-m")] },
];

export const stories: Record<string, Story> = {
  "maren-voss": {
    sms: "SUBSCRIBED",
    email: "SUBSCRIBED",
    whatsapp: "NEVER_SUBSCRIBED",
    zendeskUser: "email_and_phone",
    orders: maren,
    onlyThese: true,
  },
  "jonas-albrecht": { sms: "NEVER_SUBSCRIBED", zendeskUser: "email" },
  "claire-fontaine": { sms: "UNSUBSCRIBED", zendeskUser: "email_and_phone" },
  "lucia-navarro": { sms: "SUBSCRIBED", zendeskUser: "email", orders: [], onlyThese: true },
  "tom-whitfield": {
    sms: "SUBSCRIBED",
    zendeskUser: "email_and_phone",
    orders: [{ daysAgo: 21, lines: [line("geest-boots-42"), line("watt-socks-40-43", 2)] }],
    onlyThese: true,
  },
  "seoyeon-kim": { sms: "SUBSCRIBED", zendeskUser: "none" },
  "aylin-demir": {
    sms: "SUBSCRIBED",
    zendeskUser: "email_and_phone",
    orders: [
      { daysAgo: 203, lines: [line("koog-daypack-black")] },
      {
        daysAgo: 76,
        lines: [line("sund-coat-navy-s"), line("coat-wax-200-ml")],
        state: "partially_refunded",
      },
      { daysAgo: 1.1, lines: [line("moor-shirt-green-s", 2), line("siel-bottle-moss")] },
    ],
    onlyThese: true,
  },
  "hannah-brooks": {
    sms: "SUBSCRIBED",
    zendeskUser: "email",
    orders: [
      { daysAgo: 310, lines: [line("duene-tent-fern")] },
      { daysAgo: 34, lines: [line("heide-bag-long")], state: "cancelled" },
      { daysAgo: 0.4, lines: [line("heide-bag-regular"), line("luchte-headlamp-one-size")] },
    ],
    onlyThese: true,
  },
  "frieda-lueders": { sms: "SUBSCRIBED", orders: [{ daysAgo: 6, lines: [line("koog-daypack-black")] }] },
  "svenja-kroeger": { orders: [{ daysAgo: 190, lines: [line("priel-fleece-grey-l")] }] },
  "konrad-weisshaupt": { orders: [{ daysAgo: 19, lines: [line("geest-boots-44")] }] },
  "marcus-delaney": { orders: [{ daysAgo: 24, lines: [line("duene-tent-sand")] }] },
  "grace-okafor": { orders: [{ daysAgo: 85, lines: [line("sund-coat-navy-s")] }] },
  "julien-marchand": { orders: [{ daysAgo: 8, lines: [line("moor-shirt-black-l")] }] },
  "amelie-roussel": { orders: [{ daysAgo: 1.8, lines: [line("heide-bag-regular")] }] },
  "solene-kerbrat": { orders: [{ daysAgo: 196, lines: [line("reif-gloves-s")] }] },
  "diego-sotomayor": {
    orders: [{ daysAgo: 11, lines: [line("koog-daypack-olive"), line("watt-socks-44-47", 2)] }],
  },
  "alvaro-castellanos": { orders: [{ daysAgo: 246, lines: [line("koog-daypack-black")] }] },
  "minjun-park": { orders: [{ daysAgo: 5.5, lines: [line("luchte-headlamp-one-size")] }] },
  "jia-choi": { orders: [{ daysAgo: 27, lines: [line("moor-shirt-green-m")] }] },
};
