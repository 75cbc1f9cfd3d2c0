import { saying, type ToldSaying } from "@sidethread/shared/told";
import type { ZafClient, ZafRequest } from "../zaf/client.ts";
import { backendOrigin } from "./origin.ts";

/**
 * `ended`: the session is over. `forbidden`: not an admin. `refused`: the server says why not, in `detail`.
 * `offline`: no usable answer.
 */
export type AdminFailure = {
  ok: false;
  kind: "ended" | "forbidden" | "refused" | "offline";
  detail: string | null;
  /** The detail in any language. */
  saying: ToldSaying | null;
};
export type AdminAnswer<Body> = { ok: true; body: Body } | AdminFailure;

export interface AdminRequest {
  method: ZafRequest["type"];
  path: string;
  body?: unknown;
}

interface CompleteResponse {
  status?: number;
  responseJSON?: unknown;
}

/** Connecting a vendor asks it several things before we are answered. */
const TIMEOUT = 30_000;

/** Asks the backend as the admin whose session it is. */
export async function askAdmin<Body>(
  client: ZafClient,
  token: string,
  { method, path, body }: AdminRequest,
): Promise<AdminAnswer<Body>> {
  try {
    const response = await client.request({
      url: backendOrigin() + path,
      type: method,
      contentType: "application/json",
      timeout: TIMEOUT,
      headers: { "x-sidethread-session": token },
      ...(body !== undefined && { data: JSON.stringify(body) }),
      httpCompleteResponse: true,
    });
    return adminAnswer(response as CompleteResponse);
  } catch (error) {
    return adminAnswer((error ?? {}) as CompleteResponse);
  }
}

/** Reads an answer, resolved or rejected. */
export function adminAnswer<Body>({ status = 0, responseJSON }: CompleteResponse): AdminAnswer<Body> {
  if (status >= 200 && status < 300) return { ok: true, body: responseJSON as Body };
  const { detail, saying: told } = (responseJSON ?? {}) as { detail?: unknown; saying?: unknown };
  return {
    ok: false,
    kind: kindOf(status),
    detail: typeof detail === "string" ? detail : null,
    saying: saying.safeParse(told).data ?? null,
  };
}

function kindOf(status: number): AdminFailure["kind"] {
  if (status === 401) return "ended";
  if (status === 403) return "forbidden";
  return status >= 400 && status < 500 ? "refused" : "offline";
}
