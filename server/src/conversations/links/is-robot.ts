/** Crawlers and what makes link previews, by the words with which they name themselves; Cubot makes phones. */
const ROBOT =
  /(?<!cu)bot|crawl|spider|preview|facebookexternalhit|^whatsapp|^python|^curl|^wget|^go-http|headless/i;

/** Whether a request for a link is made by a machine rather than by a person who follows it. */
export function isRobot(header: (name: string) => string | undefined): boolean {
  const agent = header("user-agent") ?? "";
  const purpose = `${header("sec-purpose") ?? ""} ${header("purpose") ?? ""} ${header("x-moz") ?? ""}`;
  return agent === "" || ROBOT.test(agent) || /prefetch|prerender|preview/i.test(purpose);
}
