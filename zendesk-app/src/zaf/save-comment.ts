import type { ZafClient } from "./client.ts";

/** `unknown`: Zendesk did not say; the comment may be there. */
export type SaveOutcome = "saved" | "refused" | "unknown";

/** Writes a public comment on the ticket in the agent's name. */
export async function saveComment(client: ZafClient, ticketId: string, body: string): Promise<SaveOutcome> {
  try {
    await client.request({
      url: `/api/v2/tickets/${ticketId}.json`,
      type: "PUT",
      contentType: "application/json",
      data: JSON.stringify({ ticket: { comment: { body, public: true } } }),
    });
    return "saved";
  } catch (error) {
    const status = (error as { status?: number } | null)?.status ?? 0;
    return status >= 400 && status < 500 ? "refused" : "unknown";
  }
}
