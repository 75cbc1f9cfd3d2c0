import { Button } from "@zendeskgarden/react-buttons";
import type { ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Subtle } from "../../ui/text.tsx";
import { Heading, Row } from "../parts/page.tsx";
import { Sign, type Tone } from "../parts/sign.tsx";
import type { Step } from "./steps.ts";

const TONES: Record<StepItemProps["state"], Tone> = { done: "good", next: "waiting", later: "nothing" };

const Frame = styled.li`
  padding: 20px 0;

  & + & {
    border-top: 1px solid ${color("border.subtle")};
  }
`;

const Head = styled(Row)`
  justify-content: space-between;

  & > :first-child {
    flex: 1 1 280px;
  }

  @container page (max-width: 600px) {
    & > :first-child {
      flex-basis: 100%;
    }
  }

  & ${Heading} {
    margin: 0;
  }
`;

const Work = styled.div`
  margin-top: 16px;
`;

interface StepItemProps {
  step: Step;
  number: number;
  state: "done" | "next" | "later";
  /** Null while it is open. */
  onOpen: (() => void) | null;
  children: ReactNode;
}

/** One step: its name, why, whether it is done, and when it is open what there is to do. */
export function StepItem({ step, number, state, onOpen, children }: StepItemProps) {
  return (
    <Frame aria-current={state === "next" ? "step" : undefined}>
      <Head>
        <div>
          <Heading>
            <FormattedMessage id={`setup.step.${step}`} values={{ number }} />
          </Heading>
          <Subtle>
            <FormattedMessage id={`setup.why.${step}`} />
          </Subtle>
        </div>
        <Sign tone={TONES[state]}>
          <FormattedMessage id={`setup.state.${state}`} />
        </Sign>
        {onOpen && (
          <Button size="small" onClick={onOpen}>
            <FormattedMessage id="setup.open" values={{ number }} />
          </Button>
        )}
      </Head>
      {children && <Work>{children}</Work>}
    </Frame>
  );
}
