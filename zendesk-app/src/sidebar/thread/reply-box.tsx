import type { TextChannel } from "@sidethread/shared/sidebar";
import { Button } from "@zendeskgarden/react-buttons";
import { Field, Textarea } from "@zendeskgarden/react-forms";
import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { Notice } from "../../ui/notice.tsx";
import { Subtle } from "../../ui/text.tsx";
import { ReplyLength } from "./reply-length.tsx";
import { useComment } from "./use-comment.ts";
import type { ReplyState } from "./use-reply.ts";
import { useTextLength } from "./use-text-length.ts";

const Form = styled.form`
  display: grid;
  gap: 8px;
`;

const Foot = styled.div`
  display: flex;
  align-items: center;
  gap: 8px;
`;

const Measure = styled(Subtle)`
  flex: 1;
  min-width: 0;
`;

interface ReplyBoxProps {
  channel: TextChannel;
  reply: ReplyState;
}

/** Where an agent answers by text. While it is empty, it measures what is written in Zendesk's composer. */
export default function ReplyBox({ channel, reply }: ReplyBoxProps) {
  const intl = useIntl();
  const { text, setText, isSending, failure, send } = reply;
  const comment = useComment();
  const own = useTextLength(text, channel);
  const inComposer = useTextLength(comment?.isPublic ? comment.text : "", channel);
  const isTooLong = own !== null && own.excess > 0;
  const textarea = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === "";
  const cannotSend = isEmpty || isTooLong || isSending;
  const label = intl.formatMessage({ id: "reply.label" }, { channel });

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (cannotSend) return;
    await send();
    textarea.current?.focus();
  };
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
  };

  return (
    <Form onSubmit={submit}>
      <Field>
        <Field.Label hidden>{label}</Field.Label>
        <Textarea
          ref={textarea}
          isCompact
          minRows={2}
          maxRows={10}
          placeholder={`${label} …`}
          value={text}
          readOnly={isSending}
          {...(isTooLong && { validation: "error" as const })}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={submitByKey}
        />
      </Field>
      {failure && (
        <Notice type="error" role="alert">
          <FormattedMessage id={`reply.failed.${failure}`} />
        </Notice>
      )}
      <Foot>
        <Measure>
          {own && <ReplyLength length={own} />}
          {isEmpty && inComposer && (
            <>
              <FormattedMessage id="reply.in_composer" />
              <ReplyLength length={inComposer} />
            </>
          )}
        </Measure>
        <Button type="submit" size="small" isPrimary disabled={cannotSend}>
          <FormattedMessage id="reply.send" />
        </Button>
      </Foot>
    </Form>
  );
}
