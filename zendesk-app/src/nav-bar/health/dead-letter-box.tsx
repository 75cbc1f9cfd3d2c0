import type { AdminHealth } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { Code } from "@zendeskgarden/react-typography";
import { useId, useState } from "react";
import { FormattedMessage } from "react-intl";
import { Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { useAction } from "../data/use-action.ts";
import { Confirm } from "../parts/confirm.tsx";
import { Box, Row, Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";

interface DeadLetterBoxProps {
  letter: AdminHealth["deadLetters"][number];
  reload: () => void;
}

/** One piece of work that failed for good: try it again, or give it up. */
export function DeadLetterBox({
  letter: { id, kind, reason, attempts, createdAt },
  reload,
}: DeadLetterBoxProps) {
  const heading = useId();
  const { isBusy, problem, run } = useAction();
  const [isGivingUp, setGivingUp] = useState(false);
  const act = async (what: "replay" | "discard") => {
    const answer = await run({ method: "POST", path: `/admin/dead-letters/${what}`, body: { id } });
    if (answer.ok) reload();
  };
  return (
    <Box aria-labelledby={heading}>
      <Stack $gap={12}>
        <div>
          <h3 id={heading}>
            <Code>{kind}</Code>
          </h3>
          <p>{reason ?? <FormattedMessage id="health.dead.no_reason" />}</p>
          <Subtle>
            <FormattedMessage id="health.dead.tried" values={{ count: attempts }} /> ·{" "}
            <When instant={createdAt} />
          </Subtle>
        </div>
        {isGivingUp ? (
          <Confirm
            title={<FormattedMessage id="health.dead.discard.title" />}
            act={<FormattedMessage id="health.dead.discard" />}
            onAct={() => act("discard")}
            onLeave={() => setGivingUp(false)}
            isBusy={isBusy}
            problem={problem}
          >
            <FormattedMessage id="health.dead.discard.what" />
          </Confirm>
        ) : (
          <>
            <Row>
              <Button size="small" disabled={isBusy} onClick={() => act("replay")}>
                <FormattedMessage id="health.dead.replay" />
              </Button>
              <Button size="small" isDanger isBasic disabled={isBusy} onClick={() => setGivingUp(true)}>
                <FormattedMessage id="health.dead.discard" />
              </Button>
            </Row>
            <Problem text={problem} />
          </>
        )}
      </Stack>
    </Box>
  );
}
