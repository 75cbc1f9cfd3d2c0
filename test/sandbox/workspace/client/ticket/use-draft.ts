import { useEffect, useState } from "react";
import { useSession } from "../session.ts";
import type { Draft } from "./draft.ts";

/** An open ticket's draft, once it is loaded. */
export function useDraft(ticketId: number): { draft: Draft | null; error: string | null } {
  const { workbench } = useSession();
  const [state, setState] = useState<{ draft: Draft | null; error: string | null }>({
    draft: null,
    error: null,
  });

  useEffect(() => {
    let current = true;
    workbench.open(ticketId).then(
      (draft) => current && setState({ draft, error: null }),
      (error: Error) => current && setState({ draft: null, error: error.message }),
    );
    return () => {
      current = false;
    };
  }, [workbench, ticketId]);

  return state;
}
