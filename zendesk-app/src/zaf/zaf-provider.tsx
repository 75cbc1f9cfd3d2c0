import { createContext, useContext } from "react";
import type { ZafClient } from "./client.ts";
import type { Session } from "./session.ts";

interface Zaf {
  client: ZafClient;
  session: Session;
}

const ZafContext = createContext<Zaf | null>(null);

export const ZafProvider = ZafContext.Provider;

/** The host's client, and who looks. */
export function useZaf(): Zaf {
  const zaf = useContext(ZafContext);
  if (!zaf) throw new Error("useZaf needs a ZafProvider above it");
  return zaf;
}
