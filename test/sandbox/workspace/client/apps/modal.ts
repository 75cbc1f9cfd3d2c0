import { createStore } from "../api/store.ts";
import type { AppInstallation } from "../api/types.ts";
import type { Draft } from "../ticket/draft.ts";

export interface Modal {
  guid: string;
  app: AppInstallation;
  url: string;
  draft?: Draft;
  size: { width: string; height: string };
}

/** The app's window above everything else, if one is open. */
export const modal = createStore<Modal | null>(null);
