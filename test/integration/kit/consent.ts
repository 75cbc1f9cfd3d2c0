import { type FlowResult, flowResult } from "@sidethread/shared/admin";
import type { System } from "../../kit/system.ts";

/** What a page of ours in a window told its opener; null when it tells nobody. */
export async function readWindow(answer: Response): Promise<{ result: FlowResult; opener: string } | null> {
  const [, told] =
    (await answer.text()).match(/<script type="application\/json"[^>]*>(.*?)<\/script>/s) ?? [];
  if (told === undefined) return null;
  const { result, opener } = JSON.parse(told) as { result: unknown; opener: string };
  return { result: flowResult.parse(result), opener };
}

/** Answers Zendesk's consent page for somebody, as their browser does; gives where it leads back to. */
export async function consentAtZendesk(
  { sandbox }: Pick<System, "sandbox">,
  pageUrl: string,
  user: string,
  answer: "allow" | "deny" = "allow",
): Promise<string> {
  const page = await (await fetch(pageUrl)).text();
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const found = [...sandbox.zendesk.state.users.values()].find(({ name }) => name === user);
  if (!found || fields.length === 0)
    throw new Error(`${user} cannot answer this page: ${page.slice(0, 200)}`);
  const form = new URLSearchParams(fields.map(([, name = "", value = ""]) => [name, unescapeHtml(value)]));
  form.set("user_id", String(found.id));
  form.set("answer", answer);
  const sent = await fetch(new URL("/oauth/authorizations", pageUrl), {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const back = sent.headers.get("location");
  if (!back) throw new Error(`Zendesk answered ${sent.status}: ${await sent.text()}`);
  return back;
}

const unescapeHtml = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
