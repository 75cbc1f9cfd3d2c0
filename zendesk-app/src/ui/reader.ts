import { createContext, useContext } from "react";
import type { Reader } from "../format/moment.ts";

const ReaderContext = createContext<Reader | null>(null);

export const ReaderProvider = ReaderContext.Provider;

/** The agent's locale, time zone and the current minute. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error("useReader needs a ReaderProvider above it");
  return reader;
}
