import type { ToldSaying } from "@sidethread/shared/told";
import { useIntl } from "react-intl";
import type { WordId } from "../../i18n/messages.ts";
import { reasonId } from "../../sidebar/thread/reason-id.ts";

/** Says what the server tells in the page's language; a newer server's words stay as they came, in English. */
export function useSaying(): (saying: ToldSaying | null | undefined, english: string) => string {
  const intl = useIntl();
  return (saying, english) => {
    const id = `told.${saying?.code}`;
    if (!saying || !(id in intl.messages)) return english;
    const { reason, who, ...values } = saying.values;
    if (reason !== undefined)
      values.why = intl.formatMessage({ id: reasonId(reason) }, { name: who, date: "none" });
    return intl.formatMessage({ id: id as WordId }, values);
  };
}
