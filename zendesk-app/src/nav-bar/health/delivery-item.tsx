import type { AdminHealth } from "@sidethread/shared/admin";
import { Code } from "@zendeskgarden/react-typography";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatSpan } from "../../format/moment.ts";
import { color } from "../../ui/color.ts";
import { focusRing } from "../../ui/focus-ring.ts";
import { Figures, Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { Sign, type Tone } from "../parts/sign.tsx";

type Delivery = AdminHealth["deliveries"][number];
type Effect = Delivery["effects"][number];

const TONES: Record<Delivery["state"], Tone> = { handled: "good", waiting: "waiting", failed: "bad" };
const EFFECT_TONES: Record<Effect["state"], Tone> = {
  blocked: "waiting",
  waiting: "waiting",
  leased: "waiting",
  done: "good",
  refused: "nothing",
  dead: "bad",
};

const Frame = styled.li`
  border-bottom: 1px solid ${color("border.subtle")};

  summary {
    ${focusRing}
    display: grid;
    grid-template-columns: minmax(0, 1fr) 136px 120px;
    gap: 16px;
    padding: 8px;
    cursor: pointer;

    @container page (max-width: 600px) {
      grid-template-columns: 1fr auto;
    }

    &:hover {
      background: ${color("background.subtle")};
    }
  }

  details > div {
    display: grid;
    gap: 8px;
    padding: 4px 8px 16px;
  }
`;

/** One delivery; opened, its trace and each effect. */
export function DeliveryItem({ delivery }: { delivery: Delivery }) {
  const { source, state, receivedAt, handledAt, error, traceId, effects } = delivery;
  const intl = useIntl();
  const seconds = handledAt === null ? null : (Date.parse(handledAt) - Date.parse(receivedAt)) / 1_000;
  const listed = effects.map((effect, at) => ({ effect, key: `${at} ${effect.kind}` }));
  const failed = effects.some((effect) => effect.state === "dead");
  return (
    <Frame>
      <details>
        <summary>
          <span>
            <Code>{source}</Code>
          </span>
          <Sign tone={failed ? "bad" : TONES[state]}>
            <FormattedMessage id={`health.delivery.${failed ? "failed" : state}`} />
          </Sign>
          <When instant={receivedAt} />
        </summary>
        <div>
          {error && <p>{error}</p>}
          <Subtle>
            <FormattedMessage id="health.trace" values={{ id: traceId }} />
            {seconds !== null && (
              <>
                {" · "}
                <FormattedMessage
                  id="health.took"
                  values={{
                    span: seconds < 1 ? `< ${formatSpan(intl.locale, 1)}` : formatSpan(intl.locale, seconds),
                  }}
                />
              </>
            )}
          </Subtle>
          {effects.length === 0 && state === "handled" && (
            <Subtle>
              <FormattedMessage id="health.no_effects" />
            </Subtle>
          )}
          <ul>
            {listed.map(({ effect, key }) => (
              <EffectItem key={key} effect={effect} />
            ))}
          </ul>
        </div>
      </details>
    </Frame>
  );
}

function EffectItem({ effect: { kind, state, attempts, error } }: { effect: Effect }) {
  return (
    <li>
      <Sign tone={EFFECT_TONES[state]}>
        <Code>{kind}</Code> <FormattedMessage id={`health.effect.${state}`} />
        {attempts > 1 && (
          <>
            {" · "}
            <Figures>
              <FormattedMessage id="health.dead.tried" values={{ count: attempts }} />
            </Figures>
          </>
        )}
      </Sign>
      {error && <Subtle>{error}</Subtle>}
    </li>
  );
}
