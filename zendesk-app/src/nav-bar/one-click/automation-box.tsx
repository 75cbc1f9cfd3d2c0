import type { AdminState } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { Field, Input } from "@zendeskgarden/react-forms";
import { type FormEvent, useState } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { useAction } from "../data/use-action.ts";
import { MadeBox } from "./made-box.tsx";

const PATH = "/admin/automation";
const USUAL_HOURS = 24;
const MOST_HOURS = 672;

const Hours = styled(Input)`
  display: block;
  width: 96px;
`;

const Form = styled.form`
  display: flex;
  flex-wrap: wrap;
  align-items: end;
  gap: 12px;
`;

interface AutomationBoxProps {
  automation: AdminState["made"]["automation"];
  reload: () => void;
}

/** The automation that closes solved text tickets after some hours. */
export function AutomationBox({ automation, reload }: AutomationBoxProps) {
  const { isBusy, problem, run } = useAction();
  const [hours, setHours] = useState(automation?.hours ?? USUAL_HOURS);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if ((await run({ method: "PUT", path: PATH, body: { hours } })).ok) reload();
  };
  const remove = async () => {
    if ((await run({ method: "DELETE", path: PATH })).ok) reload();
  };
  return (
    <MadeBox kind="automation" url={automation?.url ?? null} problem={problem}>
      <Form onSubmit={save}>
        <Field>
          <Field.Label>
            <FormattedMessage id="made.hours" />
          </Field.Label>
          <Hours
            isCompact
            type="number"
            required
            min={1}
            max={MOST_HOURS}
            value={Number.isNaN(hours) ? "" : hours}
            onChange={({ target }) => setHours(target.valueAsNumber)}
          />
        </Field>
        <Button
          type="submit"
          size="small"
          isPrimary={!automation}
          disabled={isBusy || hours === automation?.hours}
        >
          <FormattedMessage id={automation ? "made.change" : "made.make"} values={{ kind: "automation" }} />
        </Button>
        {automation && (
          <Button size="small" disabled={isBusy} onClick={remove}>
            <FormattedMessage id="made.remove" values={{ kind: "automation" }} />
          </Button>
        )}
      </Form>
    </MadeBox>
  );
}
