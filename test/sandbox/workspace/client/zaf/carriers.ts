import type { Carriers, WireAnswer, WireRequest } from "./request.ts";

async function overTheWire(
  { url, method, headers, body }: WireRequest,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const answer = await fetch(url, { method, headers, body, signal });
  const { status, statusText } = answer;
  return { status, statusText, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

/** The two ways out of the browser for one installation's requests. */
export const carriersFor = (installationId: number): Carriers => ({
  browser: overTheWire,
  async proxy(request, signal) {
    const { secure = false, jwt = null, username = null, password = null, ...wire } = request;
    const carried = await overTheWire(
      {
        url: `/_proxy/${installationId}`,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...wire, secure, jwt, username, password }),
      },
      signal,
    );
    return carried.status === 200 ? (JSON.parse(carried.body) as WireAnswer) : carried;
  },
});
