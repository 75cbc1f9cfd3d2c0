import { useQuery } from "@tanstack/react-query";
import type { AdminFailure } from "../../backend/ask-admin.ts";
import { useAdmin } from "../session/admin-provider.tsx";

interface AdminData<Body> {
  /** The newest that is known; undefined until the first answer. */
  body: Body | undefined;
  failure: AdminFailure | null;
  reload: () => Promise<unknown>;
}

/** Something that only admins see, kept up to date while it is seen. Without a path nothing is asked. */
export function useAdminData<Body>(
  path: string | null,
  every: number,
  isFinal?: (body: Body) => boolean,
): AdminData<Body> {
  const { session, ask } = useAdmin();
  const queryKey = ["admin", path];
  const { data, refetch } = useQuery({
    queryKey,
    queryFn: async ({ client }) => {
      const before = client.getQueryData<{ body: Body | undefined }>(queryKey);
      const answer = await ask<Body>({ method: "GET", path: path ?? "" });
      return answer.ok ? { body: answer.body, failure: null } : { body: before?.body, failure: answer };
    },
    enabled: session !== null && path !== null,
    refetchInterval: ({ state: { data } }) =>
      data?.body !== undefined && isFinal?.(data.body) ? false : every,
    networkMode: "always",
  });
  return { body: data?.body, failure: data?.failure ?? null, reload: refetch };
}
