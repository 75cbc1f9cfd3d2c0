import { useIntl } from "react-intl";
import type { ConsentEnd } from "./consent-window.ts";

/** Says how a window ended that did not do what it was opened for. */
export function useConsentWords(): (end: ConsentEnd | null) => string | null {
  const intl = useIntl();
  return (end) => {
    switch (end?.outcome) {
      case "failed":
        return end.message;
      case "blocked":
        return intl.formatMessage({ id: "session.blocked" });
      case "closed":
        return intl.formatMessage({ id: "session.closed" });
      default:
        return null;
    }
  };
}
