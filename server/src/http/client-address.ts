import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Context } from "hono";

/** Where a request comes from, as the limits count it: the address that the outermost of our own proxies saw. */
export function clientAddress(c: Context, proxies: number): string {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  return addressOf(incoming?.socket.remoteAddress ?? "", c.req.header("x-forwarded-for"), proxies);
}

/** The same from what is known: what stands left of our own proxies' words is the client's, who may write anything. */
export function addressOf(remote: string, forwardedFor: string | undefined, proxies: number): string {
  const seen = proxies > 0 ? forwardedFor?.split(",").at(-proxies) : undefined;
  return oneParty(bare(seen ?? "")) ?? oneParty(remote) ?? remote;
}

/** Some proxies write the port too, which the client chooses. */
function bare(written: string): string {
  const text = written.trim();
  const [, inBrackets, v4] = text.match(/^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/) ?? [];
  return inBrackets ?? v4 ?? text;
}

/** Who has one IPv6 address has a whole /64 of them. */
function oneParty(address: string): string | null {
  const plain = address.replace(/%.*$/, "").toLowerCase();
  const [, mapped] = plain.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/) ?? [];
  if (isIP(mapped ?? plain) === 4) return mapped ?? plain;
  if (isIP(plain) !== 6) return null;
  const [head = "", tail = ""] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === "" ? [] : tail.split(":");
  const zeros = plain.includes("::") ? Math.max(0, 8 - before.length - after.length) : 0;
  const groups = [...before, ...Array<string>(zeros).fill("0"), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
