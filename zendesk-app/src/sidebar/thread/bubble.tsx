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
import { Origin } from "./origin.tsx";
import { isPending } from "./pending-reply.ts";
import { Problem } from "./problem.tsx";
import { type Voice, voiceOf } from "./voice.ts";

const Row = styled.article<{ $voice: Voice }>`
  display: flex;
  flex-direction: column;
  align-items: ${({ $voice }) => ($voice === "customer" ? "flex-start" : "flex-end")};
  margin-bottom: 8px;
  padding-inline: ${({ $voice }) => ($voice === "customer" ? "0 32px" : "32px 0")};
  text-align: ${({ $voice }) => ($voice === "customer" ? "start" : "end")};
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
  aside: css`
    border: 1px dashed ${color("border.default")};
    color: ${color("foreground.subtle")};
  `,
};

const Words = styled.p<{ $voice: Voice }>`
  && {
    max-width: 100%;
    padding: 6px 12px;
    border-radius: 12px;
    text-align: start;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    ${({ $voice }) => LOOKS[$voice]}
  }

  & > svg {
    margin-inline-end: 4px;
    vertical-align: -1px;
  }
`;

const Foot = styled(Subtle)<{ $voice: Voice }>`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: ${({ $voice }) => ($voice === "customer" ? "flex-start" : "flex-end")};
  column-gap: 4px;
  max-width: 100%;
  margin-top: 2px;

  & > :not([role="img"]):has(+ :not([role="img"]))::after {
    content: " ·";
  }
`;

interface BubbleProps {
  message: Message;
  /** What to call the customer. */
  name: string;
  /** Whether to say which channel it took. */
  withChannel: boolean;
}

/** One text: the customer's on the left, ours on the right, what no agent wrote paler. */
export function Bubble({ message, name, withChannel }: BubbleProps) {
  const reader = useReader();
  const voice = voiceOf(message);
  return (
    <Row $voice={voice}>
      {voice === "customer" && <Spoken>{name}</Spoken>}
      <Origin message={message} />
      {message.text !== "" && <Words $voice={voice}>{message.text}</Words>}
      {message.pictures.length > 0 && (
        <Words $voice={voice}>
          <PictureIcon aria-hidden />
          <FormattedMessage id="thread.pictures" values={{ count: message.pictures.length }} />
        </Words>
      )}
      <Foot $voice={voice}>
        {voice === "agent" && (
          <span>
            {message.author ?? <FormattedMessage id={isPending(message) ? "thread.you" : "thread.agent"} />}
          </span>
        )}
        <When instant={message.at}>{formatClock(reader, message.at)}</When>
        {voice !== "customer" && <MessageStateSign state={message.state} />}
        {withChannel && (
          <span>
            <FormattedMessage id={`channel.${message.channel}`} />
          </span>
        )}
        {message.clicks !== null && (
          <span>
            <FormattedMessage id="thread.clicks" values={{ count: message.clicks }} />
          </span>
        )}
      </Foot>
      <Problem message={message} name={name} />
    </Row>
  );
}
