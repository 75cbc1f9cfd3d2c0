import { FormattedMessage } from "react-intl";
import { Switch } from "./fields.tsx";
import { Group, type GroupProps } from "./group.tsx";

const ACTIONS = ["edit", "cancel", "refund"] as const;

/** What agents may do to a shop's orders. */
export function OrdersGroup(props: GroupProps) {
  return (
    <Group title="settings.orders" {...props}>
      {({ value: { orderActions }, set }) =>
        ACTIONS.map((action) => (
          <Switch
            key={action}
            label={<FormattedMessage id={`settings.orders.${action}`} />}
            hint={<FormattedMessage id={`settings.orders.${action}.hint`} />}
            checked={orderActions[action]}
            onChange={(checked) => set({ orderActions: { ...orderActions, [action]: checked } })}
          />
        ))
      }
    </Group>
  );
}
