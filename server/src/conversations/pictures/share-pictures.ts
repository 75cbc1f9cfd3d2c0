import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { Picture } from "../../database/schema/conversations.ts";
import { VendorError } from "../../vendors/vendor-error.ts";
import type { ZendeskClient } from "../../vendors/zendesk/client.ts";
import type { Message } from "../message-store.ts";
import type { PicturesTaken } from "./picture-limits.ts";
import { sharePictures } from "./picture-store.ts";
import { typeOfFile } from "./picture-types.ts";

/** A file on an agent's comment. */
export interface AgentPicture extends Picture {
  bytes: number;
}

export type PictureShare = ReturnType<typeof createPictureShare>;

/** How far Zendesk's lists may be behind its events. */
const LAG_MS = 60_000;
const NO_PICTURE = "application/octet-stream";

/** The way of an agent's pictures from Zendesk to the carrier, which fetches them from us. */
export function createPictureShare({ write }: Database, clients: VendorClients, publicUrl: string) {
  return {
    /**
     * What is attached to the comment that a reply is: Zendesk's event does not tell. What may go out by its size is
     * looked into, since a carrier refuses a file that is not what it says.
     */
    async list(
      scope: AccountScope,
      { ticketId, commentId, at }: Pick<Message, "ticketId" | "commentId" | "at">,
      { largest }: PicturesTaken,
    ): Promise<AgentPicture[]> {
      const zendesk = (await clients.zendesk(scope))?.client;
      if (!zendesk || ticketId === null || commentId === null) return [];
      const attached = await zendesk.listAttachments(Number(ticketId), commentId).catch((error) => {
        if (error instanceof VendorError && error.status === 404) return [];
        throw error;
      });
      if (attached === null && Date.now() - at.getTime() < LAG_MS)
        throw new Error("Zendesk does not list the comment yet.");
      const pictures = (attached ?? []).map(
        ({ content_url: url, content_type: contentType, size: bytes }) => ({
          url,
          contentType,
          bytes,
        }),
      );
      if (bytesOf(pictures) > largest) return pictures;
      return Promise.all(pictures.map((picture) => lookInto(zendesk, picture)));
    },

    /** Opens pictures to the carrier, and gives the addresses to fetch them from. */
    async share(scope: AccountScope, messageId: string, pictures: Picture[]): Promise<string[]> {
      if (pictures.length === 0) return [];
      const codes = await write((tx) => sharePictures(tx, scope, messageId, pictures));
      return codes.map((code) => `${publicUrl}/pictures/${code}`);
    },
  };
}

const bytesOf = (pictures: AgentPicture[]) => pictures.reduce((sum, { bytes }) => sum + bytes, 0);

/** A picture as what it is, and not as what it was called when it was uploaded. */
async function lookInto(zendesk: ZendeskClient, picture: AgentPicture): Promise<AgentPicture> {
  try {
    const file = await zendesk.fetchAttachment(picture.url);
    return { ...picture, contentType: typeOfFile(file)?.contentType ?? NO_PICTURE, bytes: file.byteLength };
  } catch (error) {
    // Zendesk gives it to nobody: deleted, or found to be malware.
    const withheld = error instanceof VendorError && (error.final || error.status === 403);
    if (withheld) return { ...picture, contentType: NO_PICTURE };
    throw error;
  }
}
