/** The options of `client.request`, as jQuery names them. */
interface RequestOptions {
  url?: string;
  type?: string;
  method?: string;
  headers?: Record<string, string>;
  data?: unknown;
  contentType?: string;
  dataType?: string;
  accepts?: Record<string, string>;
  cors?: boolean;
  secure?: boolean;
  jwt?: unknown;
  username?: string;
  password?: string;
  timeout?: number;
  httpCompleteResponse?: boolean;
}

/** What reaches the app: `[body, "success", jqXHR]`, `[response]`, or `[jqXHR, "error", statusText]`. */
export type ResponseArgs = unknown[];

/** A request on the wire, for the agent's session or for the proxy. */
export interface WireRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface WireAnswer {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string;
}

export interface Carriers {
  /** Same account, as the signed-in agent; and any host that allows it, with `cors`. */
  browser(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>;
  proxy(
    request: WireRequest & Pick<RequestOptions, "secure" | "jwt" | "username" | "password">,
    signal: AbortSignal,
  ): Promise<WireAnswer>;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const FORM = "application/x-www-form-urlencoded; charset=UTF-8";

/** Encodes as a form and leaves `{{placeholders}}` readable for the proxy. */
const formEncoded = (data: object) =>
  new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)]))
    .toString()
    .replaceAll("%7B%7B", "{{")
    .replaceAll("%7D%7D", "}}");

/** Turns jQuery's options into what goes over the wire. */
function wireRequest(options: RequestOptions & { url: string }): WireRequest {
  const method = (options.type ?? options.method ?? "GET").toUpperCase();
  const headers = { accept: options.dataType === "json" ? "application/json" : "*/*", ...options.headers };
  const { data } = options;
  const text =
    data === undefined || data === null
      ? null
      : typeof data === "object"
        ? formEncoded(data as object)
        : String(data);
  if (text === null) return { url: options.url, method, headers, body: null };
  if (method === "GET" || method === "HEAD") {
    return {
      url: `${options.url}${options.url.includes("?") ? "&" : "?"}${text}`,
      method,
      headers,
      body: null,
    };
  }
  return {
    url: options.url,
    method,
    headers: { "content-type": options.contentType ?? FORM, ...headers },
    body: text,
  };
}

const parsedJson = (text: string): unknown => {
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};

/** Shapes an answer as jQuery hands it to the promise of `client.request`. */
function responseArgs(answer: WireAnswer, complete: boolean): { ok: boolean; responseArgs: ResponseArgs } {
  const responseJSON = parsedJson(answer.body);
  const { status, statusText } = answer;
  const response = {
    status,
    statusText,
    responseText: answer.body,
    ...(responseJSON !== undefined && { responseJSON }),
    responseHeaders: answer.headers,
    readyState: 4,
  };
  const ok = (status >= 200 && status < 300) || status === 304;
  if (!ok) return { ok, responseArgs: [response, "error", statusText] };
  const body = complete ? response : (responseJSON ?? answer.body);
  return { ok, responseArgs: [body, "success", response] };
}

/** Carries out `client.request`: relative as the agent, absolute through the proxy, `cors` straight from the browser. */
export async function performRequest(given: unknown, carriers: Carriers) {
  const options: RequestOptions =
    typeof given === "string" ? { url: given } : ((given ?? {}) as RequestOptions);
  const { url, timeout = DEFAULT_TIMEOUT_MS } = options;
  const noAnswer = (statusText: string) => ({
    ok: false,
    responseArgs: [{ status: 0, statusText, responseText: "", readyState: 0 }, statusText, statusText],
  });
  if (!url) return noAnswer("error");
  const signal = AbortSignal.timeout(timeout);
  try {
    const wire = wireRequest({ ...options, url });
    const direct = options.cors || !/^https?:\/\//.test(url);
    const answer = await (direct
      ? carriers.browser(wire, signal)
      : carriers.proxy({ ...wire, ...pickSecrets(options) }, signal));
    return responseArgs(answer, options.httpCompleteResponse === true);
  } catch {
    return noAnswer(signal.aborted ? "timeout" : "error");
  }
}

const pickSecrets = ({ secure, jwt, username, password }: RequestOptions) => ({
  ...(secure !== undefined && { secure }),
  ...(jwt !== undefined && { jwt }),
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
});
