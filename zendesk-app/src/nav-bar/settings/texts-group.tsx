import { Field, Input, Textarea } from "@zendeskgarden/react-forms";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { Stack } from "../parts/page.tsx";
import { Switch } from "./fields.tsx";
import { Group, type GroupProps } from "./group.tsx";
import { Wrong } from "./wrong.tsx";

const LONGEST = 640;

const Hours = styled(Input)`
  display: block;
  width: 96px;
`;

/** What is answered by itself, what counts as an answer to a campaign, and links. */
export function TextsGroup(props: GroupProps) {
  return (
    <Group title="settings.texts" {...props}>
      {({ value: { autoResponse, attributionHours, shortenLinks }, set, isWrong }) => (
        <>
          <Stack $gap={12}>
            <Switch
              label={<FormattedMessage id="settings.auto" />}
              hint={<FormattedMessage id="settings.auto.hint" />}
              checked={autoResponse !== null}
              onChange={(checked) => set({ autoResponse: checked ? "" : null })}
            />
            {autoResponse !== null && (
              <Field>
                <Field.Label>
                  <FormattedMessage id="settings.auto.text" />
                </Field.Label>
                <Textarea
                  rows={3}
                  value={autoResponse}
                  {...(isWrong("autoResponse") ? { validation: "error" } : {})}
                  onChange={({ target }) => set({ autoResponse: target.value })}
                />
                {isWrong("autoResponse") ? (
                  <Wrong>
                    <FormattedMessage id="settings.auto.wrong" />
                  </Wrong>
                ) : (
                  <Field.Message>
                    <FormattedMessage
                      id="reply.whole_length"
                      values={{ used: autoResponse.length, capacity: LONGEST }}
                    />
                  </Field.Message>
                )}
              </Field>
            )}
          </Stack>
          <Field>
            <Field.Label>
              <FormattedMessage id="settings.attribution" />
            </Field.Label>
            <Field.Hint>
              <FormattedMessage id="settings.attribution.hint" />
            </Field.Hint>
            <Hours
              type="number"
              min={1}
              max={336}
              value={Number.isNaN(attributionHours) ? "" : attributionHours}
              {...(isWrong("attributionHours") ? { validation: "error" } : {})}
              onChange={({ target }) => set({ attributionHours: target.valueAsNumber })}
            />
            <Wrong>
              {isWrong("attributionHours") && <FormattedMessage id="settings.attribution.wrong" />}
            </Wrong>
          </Field>
          <Switch
            label={<FormattedMessage id="settings.links" />}
            hint={<FormattedMessage id="settings.links.hint" />}
            checked={shortenLinks}
            onChange={(checked) => set({ shortenLinks: checked })}
          />
        </>
      )}
    </Group>
  );
}
