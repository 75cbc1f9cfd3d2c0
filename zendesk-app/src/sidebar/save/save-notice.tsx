import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { useEffect, useRef } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Notice } from "../../ui/notice.tsx";
import { useReader } from "../../ui/reader.ts";
import { asSentence } from "../thread/reason-text.ts";

/** A save that was stopped. `noted`: its comment is an internal note since; `stuck`: Zendesk did not make it one. */
export interface Stop {
  name: string;
  /** Why, and the way out. */
  reason: string;
  state: "stopped" | "noted" | "stuck";
}

const Place = styled.div`
  &:not(:empty) {
    padding: 16px;
    border-top: 1px solid ${color("border.subtle")};
  }
`;

const ToNote = styled(Button)`
  && {
    display: block;
    height: auto;
    max-width: 100%;
    margin-top: 8px;
    padding-block: 6px;
    line-height: 1.4;
    white-space: normal;
  }
`;

/** Says why a save was stopped, and offers the internal note. */
export function SaveNotice({ stop, onNote }: { stop: Stop | null; onNote: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Zendesk's own notification lies over the top of the sidebar.
    if (stop) place.current?.scrollIntoView({ block: "center" });
  }, [stop]);
  return (
    <Place ref={place} role="alert">
      {stop?.state === "noted" && (
        <Notice type="success">
          <FormattedMessage id="save.noted" />
        </Notice>
      )}
      {stop && stop.state !== "noted" && <Stopped stop={stop} onNote={onNote} />}
    </Place>
  );
}

function Stopped({ stop: { name, reason, state }, onNote }: { stop: Stop; onNote: () => void }) {
  const { locale } = useReader();
  return (
    <Notice type="error">
      <Alert.Title>
        <FormattedMessage id="save.stopped" values={{ name }} />
      </Alert.Title>
      {asSentence(locale, reason)}
      <ToNote size="small" onClick={onNote}>
        <FormattedMessage id="save.to_note" />
      </ToNote>
      {state === "stuck" && <FormattedMessage id="save.stuck" />}
    </Notice>
  );
}
