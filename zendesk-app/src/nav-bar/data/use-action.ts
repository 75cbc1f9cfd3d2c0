import { useState } from "react";
import { useIntl } from "react-intl";
import type { AdminAnswer, AdminFailure, AdminRequest } from "../../backend/ask-admin.ts";
import { useAdmin } from "../session/admin-provider.tsx";
import { useSaying } from "./use-saying.ts";

interface Action {
  isBusy: boolean;
  /** What went wrong, in words. */
  problem: string | null;
  run: <Body>(request: AdminRequest) => Promise<AdminAnswer<Body>>;
}

/** Something that an admin does by a click: under way, done, or not and why. */
export function useAction(): Action {
  const { ask } = useAdmin();
  const say = useFailureWords();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async <Body>(request: AdminRequest) => {
    setBusy(true);
    setProblem(null);
    const answer = await ask<Body>(request);
    setBusy(false);
    if (!answer.ok) setProblem(say(answer));
    return answer;
  };
  return { isBusy, problem, run };
}

/** Says why the server did not answer as asked. */
export function useFailureWords(): (failure: AdminFailure) => string {
  const intl = useIntl();
  const sayTold = useSaying();
  return ({ kind, detail, saying }) =>
    kind === "refused" && detail !== null
      ? sayTold(saying, detail)
      : intl.formatMessage({ id: `failure.${kind}` });
}
