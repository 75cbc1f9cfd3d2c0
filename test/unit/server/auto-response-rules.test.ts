import {
  type AnswerSituation,
  mayAnswer,
} from "@sidethread/server/conversations/inbound/auto-response-rules";
import { describe, expect, test } from "vitest";

const now = new Date("2026-11-02T10:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 60 * 60_000);

const stranger: AnswerSituation = {
  answer: "Text START, then we can help you here.",
  consent: "never_subscribed",
  answerable: true,
  fromUs: false,
  text: "Where is my parcel?",
  textAt: now,
  answeredAt: null,
  now,
};

describe("the automatic answer", () => {
  test.each<[boolean, string, Partial<AnswerSituation>]>([
    [true, "to somebody who never subscribed", {}],
    [true, "to somebody unknown", { consent: "unknown" }],
    [true, "a day after the last one", { answeredAt: hoursAgo(24) }],
    [true, "to a text that came an hour late", { textAt: hoursAgo(1) }],
    [true, "to an empty text", { text: "" }],
    [false, "where the account has none", { answer: null }],
    [false, "to somebody who opted out", { consent: "unsubscribed" }],
    [false, "to a subscriber, whose text is a ticket", { consent: "subscribed" }],
    [false, "within a day of the last one", { answeredAt: hoursAgo(23.9) }],
    [false, "to a text that came days late", { textAt: hoursAgo(25) }],
    [false, "to a short code or a name", { answerable: false }],
    [false, "to a number of the account's own", { fromUs: true }],
    [false, "to its own words", { text: "TEXT START - then we can help you here" }],
    [false, "to its own words, quoted", { text: "Re: “Text START, then we can help you here.” ok" }],
  ])("%s: %s", (answered, _, change) => {
    expect(mayAnswer({ ...stranger, ...change })).toBe(answered);
  });

  test.each([
    "Auto-Reply: I am driving",
    "I am OUT OF OFFICE until Monday",
    "This is an automated message. Do not reply.",
    "Automatische Antwort: Ich bin im Urlaub",
    "Respuesta automática: estoy de vacaciones",
    "Réponse automatique : je suis absent",
    "[자동 응답] 지금은 운전 중입니다",
    "Risposta automatica: sono assente",
    "Automatisch antwoord: ik ben er niet",
    "Resposta automática: estou fora",
  ])("not to another machine: %s", (text) => {
    expect(mayAnswer({ ...stranger, text })).toBe(false);
  });
});
