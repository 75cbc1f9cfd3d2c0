import type { Channel, Person } from "../contract.ts";
import { byId, h, showKeyed } from "./dom.ts";

const QUESTIONS: Record<string, string> = {
  de: "Hallo! Gibt es den Mantel auch in Blau?",
  en: "Hi! Does the coat come in blue?",
  es: "¡Hola! ¿El abrigo viene en azul?",
  fr: "Bonjour ! Le manteau existe-t-il en bleu ?",
  ko: "안녕하세요! 코트가 파란색으로도 있나요?",
};

interface Idea {
  body: string;
  effect: string;
}

/** The network minds these words in an SMS; on WhatsApp only the shop does. */
const KEYWORDS: Record<Channel, Idea[]> = {
  sms: [
    { body: "STOP", effect: "opts out; the network confirms" },
    { body: "START", effect: "opts in again" },
    { body: "HELP", effect: "answered by the network, and still a ticket" },
  ],
  whatsapp: [
    { body: "STOP", effect: "opts out; nobody confirms" },
    { body: "START", effect: "opts in again" },
    { body: "HELP", effect: "becomes a ticket" },
  ],
};

/** Lists texts worth sending, in the customer's language; a click proposes one. */
export function showIdeas(
  { locale, consent }: Person,
  channel: Channel,
  propose: (body: string) => void,
): void {
  const body = QUESTIONS[new Intl.Locale(locale).language] ?? "Hi! Does the coat come in blue?";
  const consents = consent[channel] === "SUBSCRIBED";
  const effect = consents ? "opens a ticket" : "is kept, but opens no ticket: there is no consent";
  const ideas = [{ body, effect }, ...KEYWORDS[channel]];
  const idOf = (idea: Idea) => idea.body;
  showKeyed(byId("ideas"), ideas, idOf, ({ body, effect }) => {
    const button = h("button", { type: "button" }, h("b", {}, body), h("span", {}, effect));
    button.addEventListener("click", () => propose(body));
    return h("li", {}, button);
  });
}
