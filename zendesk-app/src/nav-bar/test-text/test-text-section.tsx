import type { AdminState, TestText } from "@sidethread/shared/admin";
import { FormattedMessage } from "react-intl";
import { useAdminData } from "../data/use-admin-data.ts";
import { Loaded } from "../parts/loaded.tsx";
import { StartTest } from "./start-test.tsx";
import { TestSteps } from "./test-steps.tsx";

const EVERY = 1_000;

interface TestTextSectionProps {
  state: AdminState;
  /** The test under way or the last one. */
  id: string | null;
  onStart: (id: string) => void;
}

/** Sends one text through everything, and shows each step as it happens. */
export function TestTextSection({ state, id, onStart }: TestTextSectionProps) {
  const data = useAdminData<TestText>(id && `/admin/test-texts/${id}`, EVERY, ({ ended }) => ended);
  if (state.numbers.length === 0) {
    return (
      <p>
        <FormattedMessage id="test.no_number" />
      </p>
    );
  }
  return (
    <>
      <StartTest numbers={state.numbers} isAgain={id !== null} onStart={onStart} />
      {id && <Loaded data={data}>{(test) => <TestSteps test={test} />}</Loaded>}
    </>
  );
}
