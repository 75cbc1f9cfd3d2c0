import type { AdminState, TestText } from "@sidethread/shared/admin";
import { Alert } from "@zendeskgarden/react-notifications";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useAdminData } from "../data/use-admin-data.ts";
import type { AdminSection } from "../section-list.tsx";
import { StepItem } from "./step-item.tsx";
import { StepWork } from "./step-work.tsx";
import { doneSteps, STEPS, type Step } from "./steps.ts";

const TEST_EVERY = 5_000;

interface SetupSectionProps {
  state: AdminState;
  testId: string | null;
  reload: () => Promise<unknown>;
  onChoose: (section: AdminSection) => void;
}

/** The way from nothing to the first text answered: what is done, and what is next. */
export function SetupSection({ state, testId, reload, onChoose }: SetupSectionProps) {
  const { body: test } = useAdminData<TestText>(
    testId && `/admin/test-texts/${testId}`,
    TEST_EVERY,
    ({ ended }) => ended,
  );
  const [chosen, setChosen] = useState<Step | null>(null);
  const done = doneSteps(state, test);
  const next = STEPS.find((step) => !done.has(step));
  const open = chosen ?? next;
  const changed = async () => {
    await reload();
    setChosen(null);
  };
  return (
    <>
      <div role="status">
        {next ? (
          <FormattedMessage id="setup.progress" values={{ done: done.size, all: STEPS.length }} />
        ) : (
          <Alert type="success" role="none">
            <Alert.Title>
              <FormattedMessage id="setup.done" />
            </Alert.Title>
            <FormattedMessage id="setup.done_detail" />
          </Alert>
        )}
      </div>
      <ol>
        {STEPS.map((step, index) => (
          <StepItem
            key={step}
            step={step}
            number={index + 1}
            state={done.has(step) ? "done" : step === next ? "next" : "later"}
            onOpen={step === open ? null : () => setChosen(step)}
          >
            {step === open && (
              <StepWork
                {...{ step, state, onChoose }}
                onChange={changed}
                onSkip={() => setChosen(STEPS[index + 1] ?? null)}
              />
            )}
          </StepItem>
        ))}
      </ol>
    </>
  );
}
