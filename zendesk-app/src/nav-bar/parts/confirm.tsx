import { Button } from "@zendeskgarden/react-buttons";
import { Well } from "@zendeskgarden/react-notifications";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { FormattedMessage } from "react-intl";
import { Row, Stack } from "./page.tsx";
import { Problem } from "./problem.tsx";

interface ConfirmProps {
  title: ReactNode;
  /** What will happen. */
  children: ReactNode;
  /** The button's words: they name the act. */
  act: ReactNode;
  onAct: () => void;
  onLeave: () => void;
  isBusy: boolean;
  problem: string | null;
}

/** Asks before something that can't be taken back, in its place on the page. Escape leaves it. */
export function Confirm({ title, children, act, onAct, onLeave, isBusy, problem }: ConfirmProps) {
  const ids = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <Well
      role="alertdialog"
      aria-labelledby={`${ids}-title`}
      aria-describedby={`${ids}-what`}
      onKeyDown={({ key }) => key === "Escape" && onLeave()}
    >
      <Stack $gap={12}>
        <div>
          <Well.Title id={`${ids}-title`}>{title}</Well.Title>
          <p id={`${ids}-what`}>{children}</p>
        </div>
        <Row>
          <Button size="small" isPrimary isDanger disabled={isBusy} onClick={onAct}>
            {act}
          </Button>
          <Button size="small" ref={keep} disabled={isBusy} onClick={onLeave}>
            <FormattedMessage id="confirm.leave" />
          </Button>
        </Row>
        <Problem text={problem} />
      </Stack>
    </Well>
  );
}
