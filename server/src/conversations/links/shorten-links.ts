import { randomInt } from "node:crypto";
import { MAX_SMS_LENGTH, measureSms } from "@sidethread/shared/sms-segments";
import { getAccount } from "../../accounts/account-store.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { findLinks, replaceLinks } from "./find-links.ts";
import { listLinks, type NewLink } from "./link-store.ts";

/** A reply's text as it goes out, and the links to save with it. */
export interface Shortened {
  body: string;
  links: NewLink[];
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 65 bits: nobody finds one by trying. */
const CODE_LENGTH = 11;

/** A text with the links that the account wants shortened replaced. Save them in the same transaction as its message. */
export async function shortenLinks(
  db: Queryable,
  scope: AccountScope,
  text: string,
  origin: string,
): Promise<Shortened> {
  const as = { body: text, links: [] };
  if (findLinks(text).length === 0) return as;
  const { settings } = await getAccount(db, scope);
  return settings.shortenLinks ? shorten(text, origin) : as;
}

/**
 * Shortens links, so that clicks are counted on all of them. That must cost nothing: where the text would need another
 * segment, or grow beyond what carriers take, only those are replaced that become shorter.
 */
export function shorten(text: string, origin: string): Shortened {
  const ours = shortUrl(origin, "");
  const urls = new Set(findLinks(text).map(({ url }) => url));
  const links = [...urls].filter((url) => !url.startsWith(ours)).map((url) => ({ url, code: createCode() }));
  const body = replaceBy(text, links, origin);
  if (body.length <= MAX_SMS_LENGTH && measureSms(body).segments <= measureSms(text).segments)
    return { body, links };
  const shorter = links.filter(({ url, code }) => shortUrl(origin, code).length < url.length);
  return { body: replaceBy(text, shorter, origin), links: shorter };
}

/** A message as it goes out: the same at every attempt, since its links were saved with it. */
export async function readBody(
  db: Queryable,
  scope: AccountScope,
  { id, text }: { id: string; text: string },
  origin: string,
): Promise<string> {
  if (findLinks(text).length === 0) return text;
  return replaceBy(text, await listLinks(db, scope, id), origin);
}

const shortUrl = (origin: string, code: string) => `${origin}/l/${code}`;

const createCode = () =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

function replaceBy(text: string, links: NewLink[], origin: string): string {
  const codes = new Map(links.map(({ url, code }) => [url, code]));
  return replaceLinks(text, (url) => {
    const code = codes.get(url);
    return code && shortUrl(origin, code);
  });
}
