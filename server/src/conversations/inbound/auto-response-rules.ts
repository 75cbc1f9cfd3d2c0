import type { ConsentState } from "@sidethread/shared/sidebar";
import { foldWords } from "./fold-words.ts";

export interface AnswerSituation {
  /** What the account answers; null: nothing. */
  answer: string | null;
  consent: ConsentState;
  /** Whether the sender is a phone number. */
  answerable: boolean;
  /** Whether the sender is a number of the account's own. */
  fromUs: boolean;
  text: string;
  textAt: Date;
  /** When this conversation was last answered automatically. */
  answeredAt: Date | null;
  now: Date;
}

/** Once in this time a person is answered; an older text, come late, is not answered any more. */
export const ANSWERED_EVERY_MS = 24 * 60 * 60_000;

/** What machines write, folded. */
const MACHINE_WORDS = [
  "auto reply",
  "autoreply",
  "auto response",
  "automatic reply",
  "automatic response",
  "automated message",
  "automated response",
  "automated reply",
  "out of office",
  "do not reply",
  "automatische antwort",
  "automatische nachricht",
  "automatisch generiert",
  "abwesenheitsnotiz",
  "respuesta automatica",
  "mensaje automatico",
  "fuera de la oficina",
  "reponse automatique",
  "message automatique",
  "absent du bureau",
  "자동 응답",
  "자동응답",
  "자동 회신",
  "risposta automatica",
  "messaggio automatico",
  "fuori ufficio",
  "automatisch antwoord",
  "automatisch bericht",
  "afwezigheidsbericht",
  "resposta automatica",
  "mensagem automatica",
  "fora do escritorio",
];

/** Whether somebody without consent is answered by the account's own words. */
export function mayAnswer(situation: AnswerSituation): boolean {
  const { answer, consent, answerable, fromUs, text, textAt, answeredAt, now } = situation;
  if (answer === null || !answerable || fromUs) return false;
  if (consent === "subscribed" || consent === "unsubscribed") return false;
  if (answeredAt && now.getTime() - answeredAt.getTime() < ANSWERED_EVERY_MS) return false;
  if (now.getTime() - textAt.getTime() > ANSWERED_EVERY_MS) return false;
  return !isFromMachine(text, answer);
}

/** Whether a text is another machine's: it says so, or says what ours does. */
function isFromMachine(text: string, answer: string): boolean {
  const said = foldWords(text);
  const ours = foldWords(answer);
  return (ours !== "" && said.includes(ours)) || MACHINE_WORDS.some((words) => said.includes(words));
}
