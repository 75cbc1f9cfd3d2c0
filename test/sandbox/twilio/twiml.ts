export interface TwimlMessage {
  to: string | null;
  body: string;
  mediaUrls: string[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decode = (text: string) =>
  text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>|&(#x?[0-9a-f]+|\w+);/gi, (whole, cdata?: string, entity = "") => {
    if (cdata !== undefined) return cdata;
    if (!entity.startsWith("#")) return ENTITIES[entity] ?? whole;
    const hex = /^#x/i.test(entity);
    return String.fromCodePoint(Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10));
  });

const inner = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, "g"))].map(([, text]) => text ?? "");

/**
 * The messages that an answer to a webhook asks for. As at Twilio, a `text/plain` answer is itself a message, and
 * what cannot be read is none.
 */
export function messagesIn(contentType: string, answer: string): TwimlMessage[] {
  if (contentType.startsWith("text/plain")) {
    return answer === "" ? [] : [{ to: null, body: answer, mediaUrls: [] }];
  }
  const [response] = inner(answer, "Response");
  const verbs = response?.matchAll(/<Message\b([^>]*?)(?:\/>|>([\s\S]*?)<\/Message>)/g) ?? [];
  return [...verbs].map(([, attributes = "", content = ""]) => {
    const bodies = inner(content, "Body");
    const mediaUrls = inner(content, "Media").map((url) => decode(url).trim());
    const body =
      bodies.length > 0 ? bodies.join("") : content.replace(/<Media\b[\s\S]*?<\/Media>/g, "").trim();
    const to = /\bto="([^"]*)"/.exec(attributes)?.[1];
    return { to: to === undefined ? null : decode(to), body: decode(body), mediaUrls };
  });
}
