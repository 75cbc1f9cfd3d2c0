import type { WordId } from "./messages.ts";

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: WordId;
    }
  }
}
