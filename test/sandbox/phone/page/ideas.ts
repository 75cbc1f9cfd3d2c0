import { byId, h, showKeyed } from "./dom.ts";

const QUESTIONS: Record<string, string> = {
  de: "Hallo! Gibt es den Mantel auch in Blau?",
  en: "Hi! Does the coat come in blue?",
  es: "¡Hola! ¿El abrigo viene en azul?",
  fr: "Bonjour ! Le manteau existe-t-il en bleu ?",
  ko: "안녕하세요! 코트가 파란색으로도 있나요?",
};

const KEYWORDS = [
  { body: "STOP", effect: "opts out; the network confirms" },
  { body: "START", effect: "opts in again" },
  { body: "HELP", effect: "answered by the network, and still a ticket" },
];

/** Lists texts worth sending, in the customer's language; a click proposes one. */
export function showIdeas(locale: string, propose: (body: string) => void): void {
  const body = QUESTIONS[new Intl.Locale(locale).language] ?? "Hi! Does the coat come in blue?";
  const ideas = [{ body, effect: "opens a ticket, if there is consent" }, ...KEYWORDS];
  const idOf = (idea: { body: string }) => idea.body;
  showKeyed(byId("ideas"), ideas, idOf, ({ body, effect }) => {
    const button = h("button", { type: "button" }, h("b", {}, body), h("span", {}, effect));
    button.addEventListener("click", () => propose(body));
    return h("li", {}, button);
  });
}
