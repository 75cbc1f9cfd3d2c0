import { readConfig } from "@sidethread/server/config";
import { findLinks, replaceLinks } from "@sidethread/server/conversations/links/find-links";
import { isRobot } from "@sidethread/server/conversations/links/is-robot";
import { shorten } from "@sidethread/server/conversations/links/shorten-links";
import { measureSms } from "@sidethread/shared/sms-segments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const ORIGIN = "https://mlt.example";
const CODE = /https:\/\/mlt\.example\/l\/([0-9A-Za-z]{11})/g;
/** A link that becomes shorter. */
const LONG = "https://moorlicht.example/collections/coats/products/heath-coat?colour=blue";

describe("what is a link in a text", () => {
  test.each([
    ["alone", LONG, [LONG]],
    ["in a sentence", "See https://a.example/x, please.", ["https://a.example/x"]],
    ["at its end", "See https://a.example/x.", ["https://a.example/x"]],
    ["before several marks", "See https://a.example/x?!…", ["https://a.example/x"]],
    ["with a query that ends in a mark", "https://a.example/?q=1&b=2!", ["https://a.example/?q=1&b=2"]],
    ["in parentheses", "(see https://a.example/x)", ["https://a.example/x"]],
    ["with parentheses of its own", "https://a.example/Heath_(coat)", ["https://a.example/Heath_(coat)"]],
    ["both", "(https://a.example/Heath_(coat)).", ["https://a.example/Heath_(coat)"]],
    ["in Markdown", "[coat](https://a.example/x)", ["https://a.example/x"]],
    ["in angle brackets", "<https://a.example/x>", ["https://a.example/x"]],
    [
      "in quotes",
      `"https://a.example/x" “https://a.example/y”`,
      ["https://a.example/x", "https://a.example/y"],
    ],
    ["in stars", "*https://a.example/x*", ["https://a.example/x"]],
    ["before an emoji", "https://a.example/x😀👍🏽", ["https://a.example/x"]],
    ["with an emoji inside", "https://a.example/🍕/menu", ["https://a.example/🍕/menu"]],
    ["before East Asian marks", "（https://a.example/x）。", ["https://a.example/x"]],
    ["before an Arabic comma", "https://a.example/x، شكرا", ["https://a.example/x"]],
    ["with a Unicode host", "https://münchen.example/straße", ["https://münchen.example/straße"]],
    ["in capitals", "HTTPS://A.EXAMPLE/X", ["HTTPS://A.EXAMPLE/X"]],
    ["with a port and a fragment", "http://a.example:8080/x#y", ["http://a.example:8080/x#y"]],
    [
      "an address",
      "http://192.0.2.7/x http://[2001:db8::1]/x",
      ["http://192.0.2.7/x", "http://[2001:db8::1]/x"],
    ],
    [
      "one in another",
      "https://a.example/?to=https://b.example/",
      ["https://a.example/?to=https://b.example/"],
    ],
    [
      "several, one twice",
      "https://a.example\nhttps://b.example https://a.example",
      ["https://a.example", "https://b.example", "https://a.example"],
    ],
    ["before a mark that turns text around", "https://a.example/\u202Egpj.exe", ["https://a.example/"]],
    ["before something invisible", "https://a.example/x\u200Bhello", ["https://a.example/x"]],
    ["before half a character", "https://a.example/x\uD83D", ["https://a.example/x"]],
    ["inside a word", "seehttps://a.example/x", []],
    ["without a scheme", "www.a.example or a.example/x", []],
    ["of another scheme", "javascript:alert(1) ftp://a.example mailto:a@b.example data:text/html,x", []],
    ["with a password", "https://anna:secret@a.example/x", []],
    ["with a name", "https://anna@a.example/x", []],
    ["without a host", "https:// http://. https:///a.example", []],
    ["to a name of a network at home", "http://localhost:3000/x", []],
    ["with a port that is none", "https://a.example:99999/", []],
    ["two in one", "https://a.example,https://b.example", []],
  ])("%s", (_, text, links) => {
    expect(findLinks(text).map(({ url }) => url)).toEqual(links);
  });

  test("100,000 characters that look like the beginning or the end of one take no time", () => {
    const begun = performance.now();
    for (const text of ["http://", "https://a.example/)", "a)]}"].map((part) =>
      part.repeat(100_000 / part.length),
    ))
      findLinks(`https://a.example/${text}`);
    findLinks(`https://a.example/${")".repeat(100_000)}`);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("a reply as it goes out", () => {
  const bodyOf = (text: string) => shorten(text, ORIGIN).body.replaceAll(CODE, "SHORT");

  test.each([
    ["a long link", `Here: ${LONG}.`, "Here: SHORT."],
    ["a link that grows, but costs no segment", "See https://a.example/x", "See SHORT"],
    ["none", "It does, from Monday.", "It does, from Monday."],
    ["one with a password", "https://anna:secret@a.example/x", "https://anna:secret@a.example/x"],
    ["two that differ", `${LONG}&a ${LONG}&b`, "SHORT SHORT"],
  ])("%s", (_, text, body) => {
    expect(bodyOf(text)).toBe(body);
  });

  test("a link that would cost a segment stays, and a longer one beside it does not", () => {
    const text = `${"x".repeat(160 - 15)} http://a.example`.slice(-160);
    expect(measureSms(text).segments).toBe(1);
    expect(bodyOf(text)).toBe(text);
    const both = `${"x".repeat(160 * 10 - LONG.length - 18)} http://a.example ${LONG}`;
    expect(bodyOf(both)).toMatch(/SHORT/);
  });

  test("at 1,600 characters it does not grow, and it may shrink", () => {
    const small = `${"x".repeat(1581)} http://a.example/a`;
    expect([small.length, bodyOf(small)]).toEqual([1600, small]);
    const large = `${"x".repeat(1599 - LONG.length)} ${LONG}`;
    expect([large.length, shorten(large, ORIGIN).body.length]).toEqual([1600, 1600 - LONG.length + 33]);
  });

  test("a link has one code in a text, unguessable, and one of ours is not shortened again", () => {
    const { body, links } = shorten(`${LONG} ${LONG}`, ORIGIN);
    const codes = [...body.matchAll(CODE)].map(([, code]) => code);
    expect([links.length, codes.length, new Set(codes).size]).toEqual([1, 2, 1]);
    expect(shorten(body, ORIGIN)).toEqual({ body, links: [] });
    const many = Array.from({ length: 300 }, () => shorten(LONG, ORIGIN).links[0]?.code ?? "");
    expect(new Set(many).size).toBe(300);
    expect(new Set(many.join("")).size).toBe(62);
  });

  test("nothing but links changes, what they stand for comes back, and it costs no more than before", () => {
    const piece = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.constantFrom(
        LONG,
        " ",
        "\n",
        ".",
        ", ",
        "(",
        ")",
        "“",
        "ä",
        "€",
        "😀",
        "\u200B",
        "\uD83D",
        "http://",
        "@",
        "x",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("").slice(0, 1600);
        const { body, links } = shorten(text, ORIGIN);
        const urls = new Map(links.map(({ code, url }) => [code, url]));
        expect(body.replaceAll(CODE, (short, code) => urls.get(code) ?? short)).toBe(text);
        expect(replaceLinks(text, () => undefined)).toBe(text);
        const bare = (one: string) => replaceLinks(one, () => "");
        expect(bare(body)).toBe(bare(text));
        expect(body.length).toBeLessThanOrEqual(1600);
        expect(measureSms(body).segments).toBeLessThanOrEqual(measureSms(text).segments);
        for (const { url } of links) {
          expect(new URL(url).protocol).toMatch(/^https?:$/);
          expect(new URL(url).href).toMatch(/^[\x21-\x7e]+$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a robot", () => {
  const asked = (headers: Record<string, string>) => isRobot((name) => headers[name]);

  test.each([
    [
      "an iPhone",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1",
      false,
    ],
    [
      "a Cubot phone",
      "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 21) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36",
      false,
    ],
    ["Firefox", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", false],
    [
      "iMessage's preview",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
      true,
    ],
    ["WhatsApp's preview", "WhatsApp/2.23.20.0", true],
    ["Google", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true],
    ["Slack's preview", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", true],
    ["Skype's preview", "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5", true],
    ["a script", "curl/8.5.0", true],
    ["nobody who says so", "", true],
  ])("%s: %#", (_, agent, robot) => {
    expect(asked({ "user-agent": agent })).toBe(robot);
  });

  test("a browser that fetches ahead counts as one", () => {
    const browser = { "user-agent": "Mozilla/5.0 Firefox/140.0" };
    expect(asked(browser)).toBe(false);
    expect(asked({ ...browser, "sec-purpose": "prefetch;prerender" })).toBe(true);
    expect(asked({ ...browser, purpose: "preview" })).toBe(true);
  });
});

test("the short domain is the server's own address, unless there is another", () => {
  const enough = {
    PUBLIC_URL: "https://sidethread.example.com",
    SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    OPERATOR_TOKEN: "sandbox-operator-token",
  };
  expect(readConfig(enough).LINK_ORIGIN).toBe(enough.PUBLIC_URL);
  expect(readConfig({ ...enough, LINK_ORIGIN: ORIGIN }).LINK_ORIGIN).toBe(ORIGIN);
  expect(() => readConfig({ ...enough, LINK_ORIGIN: `${ORIGIN}/x` })).toThrow(/LINK_ORIGIN/);
});
