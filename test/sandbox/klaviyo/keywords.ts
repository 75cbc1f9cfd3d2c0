const STOP = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
const START = ["START", "UNSTOP", "YES"];

/** What a text says about consent. Klaviyo by default finds a stop word anywhere in it. */
export function consentKeyword(body: string, matching: "contains" | "exact"): "stop" | "start" | null {
  const text = body.trim().toUpperCase();
  if (START.includes(text)) return "start";
  const words = matching === "contains" ? text.split(/[^\p{L}]+/u) : [text];
  return words.some((word) => STOP.includes(word)) ? "stop" : null;
}
