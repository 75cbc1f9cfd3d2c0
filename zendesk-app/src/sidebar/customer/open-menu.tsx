import { IconButton } from "@zendeskgarden/react-buttons";
import { Item, Menu } from "@zendeskgarden/react-dropdowns";
import OverflowIcon from "@zendeskgarden/svg-icons/src/16/overflow-stroke.svg";
import { useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import type { CustomerLinks } from "./customer-menu.tsx";

interface OpenMenuProps {
  links: CustomerLinks;
  label: string;
}

/** The customer's menu, opened as it appears. */
export default function OpenMenu({ links, label }: OpenMenuProps) {
  const intl = useIntl();
  const holder = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const button = holder.current?.querySelector("button");
    button?.focus();
    button?.click();
  }, []);
  return (
    <span ref={holder}>
      <Menu
        placement="bottom-end"
        button={(props) => (
          <IconButton {...props} size="small" aria-label={label}>
            <OverflowIcon />
          </IconButton>
        )}
      >
        {links.klaviyo && (
          <Item value="klaviyo" href={links.klaviyo} isExternal>
            {intl.formatMessage({ id: "customer.open_klaviyo" })}
          </Item>
        )}
        {links.shopify && (
          <Item value="shopify" href={links.shopify} isExternal>
            {intl.formatMessage({ id: "customer.open_shopify" })}
          </Item>
        )}
      </Menu>
    </span>
  );
}
