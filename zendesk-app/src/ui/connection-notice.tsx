import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import type { FailureKind, Snapshot } from "../backend/snapshot.ts";
import { formatWhen } from "../format/moment.ts";
import { Notice } from "./notice.tsx";
import { useReader } from "./reader.ts";

const Retry = styled(Button)`
  display: block;
  margin-top: 8px;
`;

interface ConnectionNoticeProps {
  className?: string;
  snapshot: Snapshot<unknown> | undefined;
  onRetry: () => void;
}

/** Says what is wrong between here and the backend, and the way out. Silent when nothing is. */
export function ConnectionNotice({ className, snapshot, onRetry }: ConnectionNoticeProps) {
  return (
    <div role="status" className={className}>
      {snapshot?.failure && (
        <Notice type={snapshot.failure.kind === "missing" ? "info" : "warning"}>
          <Explanation kind={snapshot.failure.kind} contactAt={snapshot.contactAt} />
          <Retry size="small" onClick={onRetry}>
            <FormattedMessage id="common.retry" />
          </Retry>
        </Notice>
      )}
    </div>
  );
}

function Explanation({ kind, contactAt }: { kind: FailureKind; contactAt: number | null }) {
  const reader = useReader();
  if (kind !== "offline") {
    return (
      <>
        <Alert.Title>
          <FormattedMessage id={`connection.${kind}.title`} />
        </Alert.Title>
        <FormattedMessage id={`connection.${kind}`} />
      </>
    );
  }
  if (contactAt === null) return <FormattedMessage id="connection.never" />;
  return <FormattedMessage id="connection.offline" values={{ when: formatWhen(reader, contactAt) }} />;
}
