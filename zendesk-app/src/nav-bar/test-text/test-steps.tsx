import type { TestText } from "@sidethread/shared/admin";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { useSaying } from "../data/use-saying.ts";
import { Row } from "../parts/page.tsx";
import { Sign, type Tone } from "../parts/sign.tsx";

type Step = TestText["steps"][number];

const TONES: Record<Step["state"], Tone> = {
  waiting: "waiting",
  done: "good",
  failed: "bad",
  skipped: "nothing",
};

const List = styled.ol`
  margin-top: 24px;

  & > li {
    padding: 12px 0;
  }

  & > li + li {
    border-top: 1px solid ${color("border.subtle")};
  }
`;

const Head = styled(Row)`
  justify-content: space-between;
`;

/** Each step of a test text as it happens; where it stops, what to do. */
export function TestSteps({ test: { steps, ended } }: { test: TestText }) {
  const say = useSaying();
  const failed = steps.some(({ state }) => state === "failed");
  return (
    <>
      <List aria-live="polite">
        {steps.map(({ step, state, at, detail, saying }) => (
          <li key={step}>
            <Head>
              <Sign tone={TONES[state]}>
                <b>
                  <FormattedMessage id={`test.step.${step}`} />
                </b>{" "}
                ·{" "}
                <FormattedMessage
                  id={`test.state.${failed && state === "skipped" ? "not_reached" : state}`}
                />
              </Sign>
              {at && <When instant={at} />}
            </Head>
            {detail && <Subtle>{say(saying, detail)}</Subtle>}
          </li>
        ))}
      </List>
      <p role="status">{ended && <FormattedMessage id={failed ? "test.failed" : "test.passed"} />}</p>
    </>
  );
}
