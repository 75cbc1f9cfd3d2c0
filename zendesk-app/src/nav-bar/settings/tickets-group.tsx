import { FormattedMessage } from "react-intl";
import { OneOf, Switch } from "./fields.tsx";
import { Group, type GroupProps } from "./group.tsx";

/** When a ticket counts as resolved, and whose texts open one. */
export function TicketsGroup(props: GroupProps) {
  return (
    <Group title="settings.tickets" {...props}>
      {({ value: { resolvedAt, ticketsWithoutConsent }, set }) => (
        <>
          <OneOf
            legend={<FormattedMessage id="settings.resolved" />}
            value={resolvedAt}
            onChange={(chosen) => set({ resolvedAt: chosen })}
            options={[
              {
                value: "closed",
                label: <FormattedMessage id="settings.resolved.closed" />,
                hint: <FormattedMessage id="settings.resolved.closed.hint" />,
              },
              {
                value: "solved",
                label: <FormattedMessage id="settings.resolved.solved" />,
                hint: <FormattedMessage id="settings.resolved.solved.hint" />,
              },
            ]}
          />
          <Switch
            label={<FormattedMessage id="settings.without_consent" />}
            hint={<FormattedMessage id="settings.without_consent.hint" />}
            checked={ticketsWithoutConsent}
            onChange={(checked) => set({ ticketsWithoutConsent: checked })}
          />
        </>
      )}
    </Group>
  );
}
