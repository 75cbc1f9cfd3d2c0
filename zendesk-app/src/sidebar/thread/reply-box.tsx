import { Button } from "@zendeskgarden/react-buttons";
import { Field, Textarea } from "@zendeskgarden/react-forms";
import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatDate } from "../../format/moment.ts";
import { formatPhone } from "../../format/phone.ts";
import { Notice } from "../../ui/notice.tsx";
import { useReader } from "../../ui/reader.ts";
import { Subtle } from "../../ui/text.tsx";
import type { ReplyBlock } from "./reply-block.ts";
import { ReplyLength } from "./reply-length.tsx";
import type { ReplyState } from "./use-reply.ts";
import { useSmsLength } from "./use-sms-length.ts";

const Form = styled.form`
  display: grid;
  gap: 8px;
  margin-top: 12px;
`;

const Foot = styled.div`
  display: flex;
  align-items: center;
  gap: 8px;
`;

const Terms = styled(Subtle)`
  flex: 1;
  min-width: 0;
`;

interface ReplyBoxProps {
  /** The number that the customer texted. */
  from: string;
  reply: ReplyState;
}

/** Where an agent answers by text. */
export function ReplyBox({ from, reply }: ReplyBoxProps) {
  const intl = useIntl();
  const { text, setText, isSending, failure, send } = reply;
  const { length, excess, prepare } = useSmsLength(text);
  const isTooLong = excess > 0;
  const textarea = useRef<HTMLTextAreaElement>(null);
  const cannotSend = text.trim() === "" || isTooLong || isSending;

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
        <Field.Label hidden>
          <FormattedMessage id="reply.label" />
        </Field.Label>
        <Textarea
          ref={textarea}
          isCompact
          minRows={2}
          maxRows={10}
          placeholder={intl.formatMessage({ id: "reply.placeholder" })}
          value={text}
          readOnly={isSending}
          {...(isTooLong && { validation: "error" as const })}
          onFocus={prepare}
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
        <Terms>
          <FormattedMessage id="reply.from" values={{ number: formatPhone(from) }} />
          <ReplyLength length={length} excess={excess} />
        </Terms>
        <Button type="submit" size="small" isPrimary disabled={cannotSend}>
          <FormattedMessage id="reply.send" />
        </Button>
      </Foot>
    </Form>
  );
}

/** Says in place of the box why no text would arrive. */
export function BlockedReply({ block, name }: { block: ReplyBlock; name: string }) {
  const reader = useReader();
  const date = block.since ? formatDate(reader, block.since) : "none";
  return (
    <Notice type="info" style={{ marginTop: 12 }}>
      <FormattedMessage id={`reply.blocked.${block.reason}`} values={{ name, date }} />
    </Notice>
  );
}
