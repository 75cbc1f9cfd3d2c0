import type { Customer } from "@sidethread/shared/sidebar";
import { IconButton } from "@zendeskgarden/react-buttons";
import OverflowIcon from "@zendeskgarden/svg-icons/src/16/overflow-stroke.svg";
import { lazy, Suspense, useState } from "react";
import { useIntl } from "react-intl";

const OpenMenu = lazy(() => import("./open-menu.tsx"));

export type CustomerLinks = Customer["links"];

/** Where else the customer can be looked at. The menu's code is fetched when it is first asked for. */
export function CustomerMenu({ links }: { links: CustomerLinks }) {
  const intl = useIntl();
  const [isWanted, setWanted] = useState(false);
  if (!links.klaviyo && !links.shopify) return null;
  const label = intl.formatMessage({ id: "customer.menu" });
  const closed = (
    <IconButton
      size="small"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      <OverflowIcon />
    </IconButton>
  );
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenMenu links={links} label={label} />
    </Suspense>
  );
}
