import type { AuditEntry } from "@sidethread/shared/admin";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { Facts } from "../parts/facts.ts";
import { Row } from "../parts/page.tsx";
import { actionWords } from "./action-words.ts";
import { type Change, changesBetween } from "./changes.ts";

const Frame = styled.li`
  padding: 12px 0;
  border-bottom: 1px solid ${color("border.subtle")};

  & > ${Facts} {
    margin-top: 8px;
  }
`;

const Head = styled(Row)`
  justify-content: space-between;
`;

/** One change: what, by whom, when, from what to what. */
export function EntryItem({ entry: { at, actor, action, before, after } }: { entry: AuditEntry }) {
  const intl = useIntl();
  const changes = changesBetween(before, after);
  return (
    <Frame>
      <Head>
        <b>{actionWords(intl, action)}</b>
        <When instant={at} />
      </Head>
      <Subtle>
        <ActorName actor={actor} />
      </Subtle>
      {changes.length > 0 && (
        <Facts>
          {changes.map((change) => (
            <ChangeWords key={change.path} change={change} />
          ))}
        </Facts>
      )}
    </Frame>
  );
}

function ChangeWords({ change: { path, before, after } }: { change: Change }) {
  return (
    <>
      <dt>{path}</dt>
      <dd>
        {before === null && after}
        {after === null && <FormattedMessage id="record.was" values={{ before }} />}
        {before !== null && after !== null && (
          <FormattedMessage id="record.changed" values={{ before, after }} />
        )}
      </dd>
    </>
  );
}

function ActorName({ actor }: { actor: string }) {
  if (actor === "operator" || actor === "sidethread")
    return <FormattedMessage id={`record.actor.${actor}`} />;
  return actor;
}
