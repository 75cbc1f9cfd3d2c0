import type { AdminState } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { FormattedMessage } from "react-intl";
import type { WordId } from "../../i18n/messages.ts";
import { useAction } from "../data/use-action.ts";
import { Box, Heading, Row, Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { Sign } from "../parts/sign.tsx";
import { type Draft, useDraft } from "./use-draft.ts";

export interface GroupProps {
  state: AdminState;
  reload: () => Promise<unknown>;
}

interface GroupFormProps extends GroupProps {
  title: WordId;
  children: (draft: Draft) => ReactNode;
}

/** Settings that belong together: changed, checked by the server's own schema, and saved as one. */
export function Group({ title, state, reload, children }: GroupFormProps) {
  const heading = useId();
  const [isSaved, setSaved] = useState(false);
  const draft = useDraft(state.settings);
  const [version, setVersion] = useState(0);
  const { isBusy, problem, run } = useAction();
  const start = () => {
    draft.discard();
    setVersion(version + 1);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await run({ method: "PATCH", path: "/admin/settings", body: draft.changes });
    if (!answer.ok) return;
    await reload();
    start();
    setSaved(true);
  };
  return (
    <Box aria-labelledby={heading}>
      <form onSubmit={save} noValidate>
        <Stack $gap={20}>
          <Heading id={heading}>
            <FormattedMessage id={title} />
          </Heading>
          <Stack key={version} $gap={20}>
            {children(draft)}
          </Stack>
          <Row>
            <Button
              type="submit"
              size="small"
              isPrimary
              disabled={!draft.isChanged || !draft.isValid || isBusy}
            >
              <FormattedMessage id={isBusy ? "settings.saving" : "settings.save"} />
            </Button>
            {draft.isChanged && (
              <Button size="small" disabled={isBusy} onClick={start}>
                <FormattedMessage id="settings.discard" />
              </Button>
            )}
            <span role="status">
              {draft.isChanged ? (
                <Sign tone={draft.isValid ? "waiting" : "bad"}>
                  <FormattedMessage id={draft.isValid ? "settings.unsaved" : "settings.invalid"} />
                </Sign>
              ) : (
                isSaved && (
                  <Sign tone="good">
                    <FormattedMessage id="settings.saved" />
                  </Sign>
                )
              )}
            </span>
          </Row>
          <Problem text={problem} />
        </Stack>
      </form>
    </Box>
  );
}
