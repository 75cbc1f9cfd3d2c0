import { FormattedMessage } from "react-intl";
import { Group, type GroupProps } from "./group.tsx";
import { WordsField } from "./words-field.tsx";

/** What agents see of a customer besides what everybody sees. */
export function SidebarGroup(props: GroupProps) {
  return (
    <Group title="settings.sidebar" {...props}>
      {({ value: { pinnedProperties }, set, isWrong }) => (
        <WordsField
          label={<FormattedMessage id="settings.pinned" />}
          hint={<FormattedMessage id="settings.pinned.hint" />}
          values={pinnedProperties}
          onChange={(names) => set({ pinnedProperties: names })}
          wrong={isWrong("pinnedProperties") && <FormattedMessage id="settings.pinned.wrong" />}
        />
      )}
    </Group>
  );
}
