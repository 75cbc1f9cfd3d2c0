import type { Message } from "@sidethread/shared/sidebar";
import PictureIcon from "@zendeskgarden/svg-icons/src/12/image-stroke.svg";
import { FormattedMessage } from "react-intl";
import styled, { css } from "styled-components";
import { formatClock } from "../../format/moment.ts";
import { color, hue } from "../../ui/color.ts";
import { useReader } from "../../ui/reader.ts";
import { Spoken, Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { MessageStateSign } from "./message-state.tsx";
import { Problem } from "./problem.tsx";
import { type Voice, voiceOf } from "./voice.ts";

const Row = styled.article<{ $voice: Voice }>`
  display: flex;
  flex-direction: column;
  align-items: ${({ $voice }) => ($voice === "customer" ? "flex-start" : "flex-end")};
  margin-bottom: 8px;
  padding-inline: ${({ $voice }) => ($voice === "customer" ? "0 32px" : "32px 0")};
`;

const LOOKS: Record<Voice, ReturnType<typeof css>> = {
  customer: css`
    border-end-start-radius: 2px;
    background: ${hue("neutralHue", 200, 900)};
  `,
  agent: css`
    border-end-end-radius: 2px;
    background: ${hue("primaryHue", 200, 900)};
  `,
  automatic: css`
    border: 1px dashed ${color("border.default")};
    color: ${color("foreground.subtle")};
  `,
};

const Words = styled.p<{ $voice: Voice }>`
  && {
    max-width: 100%;
    padding: 6px 12px;
    border-radius: 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    ${({ $voice }) => LOOKS[$voice]}
  }

  & > svg {
    margin-inline-end: 4px;
    vertical-align: -1px;
  }
`;

const Foot = styled(Subtle)`
  display: flex;
  align-items: center;
  gap: 4px;
  max-width: 100%;
  margin-top: 2px;
`;

/** Who wrote a message of ours that carries no name. */
const UNSIGNED = { agent: "you", automatic: "automatic" } as const;

/** One text: the customer's on the left, ours on the right, what no person wrote paler. */
export function Bubble({ message, name }: { message: Message; name: string }) {
  const reader = useReader();
  const voice = voiceOf(message);
  return (
    <Row $voice={voice}>
      {message.direction === "inbound" && <Spoken>{name}</Spoken>}
      {message.text !== "" && <Words $voice={voice}>{message.text}</Words>}
      {message.pictures.length > 0 && (
        <Words $voice={voice}>
          <PictureIcon aria-hidden />
          <FormattedMessage id="thread.pictures" values={{ count: message.pictures.length }} />
        </Words>
      )}
      <Foot>
        {voice !== "customer" && (
          <span>{message.author ?? <FormattedMessage id={`thread.${UNSIGNED[voice]}`} />} ·</span>
        )}
        <When instant={message.at}>{formatClock(reader, message.at)}</When>
        {message.direction === "outbound" && <MessageStateSign state={message.state} />}
      </Foot>
      <Problem message={message} name={name} />
    </Row>
  );
}
