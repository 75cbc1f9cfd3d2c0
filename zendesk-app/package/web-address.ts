const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The command was given something that it cannot work with; the message says what to do. */
export class UsageError extends Error {}

/** Whether an origin is on this machine: good for the sandbox, out of Zendesk's reach. */
export const isLoopback = (origin: string) => LOOPBACK.includes(new URL(origin).hostname);

/** The server's origin, as the command line names it. */
export function readOrigin(text: string): string {
  const example = "such as --backend https://sidethread.example.com";
  if (!URL.canParse(text))
    throw new UsageError(`"${text}" is no web address. Give the server's, ${example}.`);
  const url = new URL(text);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.origin))) {
    throw new UsageError(
      `Zendesk reaches servers over https only, and "${text}" is not. Give an address ${example}.`,
    );
  }
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password) {
    throw new UsageError(
      `"${text}" is more than the server's address. Leave out path and sign-in: ${url.origin}.`,
    );
  }
  return url.origin;
}

/** The address of a page that anybody can open. */
export function readPage(option: string, text: string): string {
  if (URL.canParse(text)) {
    const { protocol, username, password } = new URL(text);
    if (protocol === "https:" && !username && !password) return text;
  }
  throw new UsageError(`${option} "${text}" is no https address. Write it in full, with https://.`);
}
