import { useIntl } from "react-intl";
import { useSaying } from "../data/use-saying.ts";
import type { ConsentEnd } from "./consent-window.ts";

/** Says how a window ended that did not do what it was opened for. */
export function useConsentWords(): (end: ConsentEnd | null) => string | null {
  const intl = useIntl();
  const say = useSaying();
  return (end) => {
    switch (end?.outcome) {
      case "failed":
        return say(end.saying, end.message);
      case "blocked":
        return intl.formatMessage({ id: "session.blocked" });
      case "closed":
        return intl.formatMessage({ id: "session.closed" });
      default:
        return null;
    }
  };
}
