import type { Sidebar } from "@sidethread/shared/sidebar";
import type { IntlShape } from "react-intl";
import { givenName } from "../format/name.ts";

/** What to call the customer in a sentence. */
export function customerName(intl: IntlShape, { customer }: Pick<Sidebar, "customer">): string {
  const fullName = customer.status === "ready" ? customer.data.name : null;
  return fullName ? givenName(fullName) : intl.formatMessage({ id: "common.someone" });
}
