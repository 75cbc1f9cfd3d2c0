import type { KeywordLanguage } from "@sidethread/shared/settings";

/** Words that do something by themselves when they are a whole text. */
export interface Words {
  stop: string[];
  start: string[];
  help: string[];
}

/** What carriers act upon in every country. https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out */
export const CARRIER_WORDS: Words = {
  stop: ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"],
  start: ["start", "unstop"],
  help: ["help", "info"],
};

/**
 * What is customary in a language's marketing texts, in small letters without accents. Whatever somebody may well
 * answer to an agent (no, enough, cancel the order) is no stop word here: a text taken for a keyword is lost to the
 * agent. Start words count for those alone who have not agreed yet.
 */
export const LANGUAGE_WORDS: Record<KeywordLanguage, Words> = {
  en: {
    stop: ["stop all", "opt out", "unsub"],
    start: ["opt in", "optin", "subscribe"],
    help: [],
  },
  de: {
    stop: ["stopp", "abmelden", "abbestellen", "austragen"],
    start: ["anmelden", "abonnieren"],
    help: ["hilfe"],
  },
  es: {
    stop: ["baja", "darme de baja", "desuscribir", "desuscribirme"],
    start: ["alta", "suscribir", "suscribirme"],
    help: ["ayuda"],
  },
  fr: {
    stop: ["arret", "desabonner", "desabonnement", "desinscrire", "desinscription"],
    start: ["abonner", "abonnement", "inscription"],
    help: ["aide"],
  },
  ko: {
    stop: ["수신거부", "수신 거부", "구독취소", "구독 취소"],
    start: ["구독", "수신동의", "수신 동의"],
    help: ["도움말", "도움"],
  },
  it: {
    stop: ["disiscrivi", "disiscrivimi", "disiscrizione", "cancellami"],
    start: ["iscrivi", "iscrivimi", "iscrizione"],
    help: ["aiuto"],
  },
  nl: {
    stop: ["afmelden", "uitschrijven"],
    start: ["aanmelden", "inschrijven"],
    help: ["hulp"],
  },
  pt: {
    stop: ["parar", "sair", "descadastrar", "desinscrever"],
    start: ["inscrever", "cadastrar"],
    help: ["ajuda"],
  },
};
