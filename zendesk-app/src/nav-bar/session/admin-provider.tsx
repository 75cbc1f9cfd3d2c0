import type { SignedIn } from "@sidethread/shared/admin";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { type AdminAnswer, type AdminRequest, askAdmin } from "../../backend/ask-admin.ts";
import { useReader } from "../../ui/reader.ts";
import { useZaf } from "../../zaf/zaf-provider.tsx";
import { keepSession, keptSession } from "./keep-session.ts";

interface Admin {
  session: SignedIn | null;
  /** Whether there was a session that ended by itself. */
  hasEnded: boolean;
  begin: (session: SignedIn) => void;
  signOut: () => void;
  /** Asks the backend in the admin's name. */
  ask: <Body>(request: AdminRequest) => Promise<AdminAnswer<Body>>;
}

const AdminContext = createContext<Admin | null>(null);

/** Who is signed in as an admin, for everything below. */
export function AdminProvider({ children }: { children: ReactNode }) {
  const { client, session: viewer } = useZaf();
  const { now } = useReader();
  const queries = useQueryClient();
  const [kept, setKept] = useState(() => keptSession(viewer.subdomain, Date.now()));
  const [wasRefused, setRefused] = useState(false);
  const isOver = kept !== null && Date.parse(kept.expiresAt) <= now;
  const session = isOver || wasRefused ? null : kept;

  const keep = useCallback(
    (next: SignedIn | null) => {
      keepSession(viewer.subdomain, next);
      setKept(next);
      setRefused(false);
    },
    [viewer.subdomain],
  );
  const token = session?.token ?? "";
  const ask = useCallback(
    async <Body,>(request: AdminRequest): Promise<AdminAnswer<Body>> => {
      const answer = await askAdmin<Body>(client, token, request);
      if (!answer.ok && answer.kind === "ended") {
        keepSession(viewer.subdomain, null);
        setRefused(true);
      }
      return answer;
    },
    [client, token, viewer.subdomain],
  );
  const admin = useMemo(
    () => ({
      session,
      hasEnded: kept !== null && session === null,
      begin: keep,
      signOut: () => {
        ask({ method: "DELETE", path: "/admin/session" });
        queries.removeQueries({ queryKey: ["admin"] });
        keep(null);
      },
      ask,
    }),
    [session, kept, keep, ask, queries],
  );
  return <AdminContext.Provider value={admin}>{children}</AdminContext.Provider>;
}

/** The admin who is signed in, and the way to ask in their name. */
export function useAdmin(): Admin {
  const admin = useContext(AdminContext);
  if (!admin) throw new Error("useAdmin needs an AdminProvider above it");
  return admin;
}
