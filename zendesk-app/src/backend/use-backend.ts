import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useZaf } from "../zaf/zaf-provider.tsx";
import { fetchBackend } from "./fetch.ts";
import { eagerAfter, pollDelay } from "./poll-delay.ts";
import { nextSnapshot, type Snapshot } from "./snapshot.ts";

interface Backend<Body> {
  /** Undefined until the first request came back. */
  snapshot: Snapshot<Body> | undefined;
  /** Asks now, and more often for a while. */
  refresh: () => void;
  /** What the backend says now; null when it does not answer. */
  ask: () => Promise<Body | null>;
}

/** Keeps a resource of the backend up to date while it is seen. */
export function useBackend<Body>(path: string, isSettled: (body: Body) => boolean): Backend<Body> {
  const { client, session } = useZaf();
  const eagerUntil = useRef(0);
  const queryKey = ["backend", path];
  const { data, refetch } = useQuery({
    queryKey,
    queryFn: async ({ client: cache }) => {
      const previous = cache.getQueryData<Snapshot<Body>>(queryKey);
      const outcome = await fetchBackend<Body>(client, session, path, previous?.etag ?? null);
      return nextSnapshot(previous, outcome, isSettled, Date.now());
    },
    refetchInterval: ({ state }) => state.data && pollDelay(state.data, eagerUntil.current, Date.now()),
    refetchOnWindowFocus: "always",
    networkMode: "always",
  });
  const refresh = useCallback(() => {
    eagerUntil.current = eagerAfter(Date.now());
    refetch();
  }, [refetch]);
  const ask = useCallback(async () => {
    const askedAt = Date.now();
    const { data: answer } = await refetch();
    const isNew = answer?.failure === null && (answer.contactAt ?? 0) >= askedAt;
    return isNew ? answer.body : null;
  }, [refetch]);
  return { snapshot: data, refresh, ask };
}
