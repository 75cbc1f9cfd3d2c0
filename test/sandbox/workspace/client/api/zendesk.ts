interface ErrorBody {
  error?: string | { message?: string };
  description?: string;
  details?: Record<string, { description: string }[]>;
}

function reasonOf(text: string, status: number): string {
  try {
    const { details, description, error } = JSON.parse(text) as ErrorBody;
    const detail = Object.values(details ?? {})[0]?.[0]?.description;
    const title = typeof error === "object" ? error.message : error;
    return detail ?? description ?? title ?? `Zendesk answered ${status}`;
  } catch {
    return `Zendesk answered ${status}`;
  }
}

/** Calls the REST API as the signed-in agent; a refusal is an error in words that an agent can read. */
export async function zendesk<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(path, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(reasonOf(text, answer.status));
  return JSON.parse(text) as T;
}

/** Sends JSON. */
export const sendJson = <T>(method: "POST" | "PUT", path: string, body: unknown) =>
  zendesk<T>(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

interface Page {
  links?: { next: string | null };
  meta?: { has_more: boolean };
}

/** Reads a cursor-paged list to its end. */
export async function everyPage<T>(path: string, name: string): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = `${path}${path.includes("?") ? "&" : "?"}page[size]=100`;
  while (next) {
    const page: Page & Record<string, unknown> = await zendesk(next);
    items.push(...(page[name] as T[]));
    const following: string | null | undefined = page.meta?.has_more ? page.links?.next : null;
    next = following ? new URL(following).pathname + new URL(following).search : null;
  }
  return items;
}
