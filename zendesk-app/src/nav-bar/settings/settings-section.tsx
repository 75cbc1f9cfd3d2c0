import { OneClick } from "../one-click/one-click.tsx";
import { Part } from "../parts/page.tsx";
import { BrandsGroup } from "./brands-group.tsx";
import type { GroupProps } from "./group.tsx";
import { KeywordsGroup } from "./keywords-group.tsx";
import { OrdersGroup } from "./orders-group.tsx";
import { PricesGroup } from "./prices-group.tsx";
import { SidebarGroup } from "./sidebar-group.tsx";
import { TextsGroup } from "./texts-group.tsx";
import { TicketsGroup } from "./tickets-group.tsx";

/** All that an admin may choose, and what is made in Zendesk by one click. */
export function SettingsSection(props: GroupProps) {
  return (
    <>
      <BrandsGroup {...props} />
      <TicketsGroup {...props} />
      <KeywordsGroup {...props} />
      <TextsGroup {...props} />
      <PricesGroup {...props} />
      <SidebarGroup {...props} />
      <OrdersGroup {...props} />
      <Part title="settings.in_zendesk">
        {() => <OneClick made={props.state.made} reload={props.reload} />}
      </Part>
    </>
  );
}
