import { z } from "zod";
import type { Transport } from "../transport.ts";

const installation = z.object({
  id: z.number(),
  app_id: z.number(),
  settings: z.object({ name: z.string().optional() }).loose().default({}),
});

export const apps = (request: Transport) => ({
  async listInstallations() {
    const { installations } = await request({
      method: "GET",
      path: "/api/support/apps/installations.json",
      answer: z.object({ installations: z.array(installation) }),
    });
    return installations;
  },

  updateInstallation: (id: number, settings: Record<string, string>) =>
    request({
      method: "PUT",
      path: `/api/support/apps/installations/${id}.json`,
      json: { settings },
      answer: null,
    }),
});
