import type { Overview } from "@sidethread/shared/overview";
import { Alert } from "@zendeskgarden/react-notifications";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { formatSpan } from "../format/moment.ts";
import { useReader } from "../ui/reader.ts";
import { VENDOR_NAMES } from "../ui/vendor-names.ts";
import { type Need, needsOf } from "./needs.ts";

const Frame = styled.div`
  margin-top: 16px;
`;

const List = styled.ul`
  display: grid;
  gap: 4px;
  margin-top: 4px;
`;

/** One line whether all is well; otherwise what needs a person. */
export function Health({ overview }: { overview: Overview }) {
  const needs = needsOf(overview);
  return (
    <Frame role="status">
      {needs.length === 0 ? (
        <Alert type="success">
          <Alert.Title>
            <FormattedMessage id="overview.well" />
          </Alert.Title>
          <FormattedMessage id="overview.well_detail" />
        </Alert>
      ) : (
        <Alert type="warning">
          <Alert.Title>
            <FormattedMessage id="overview.needs" values={{ count: needs.length }} />
          </Alert.Title>
          <List>
            {needs.map((need) => (
              <li key={need.kind === "disconnected" ? need.vendor : need.kind}>
                <NeedWords need={need} />
              </li>
            ))}
          </List>
        </Alert>
      )}
    </Frame>
  );
}

function NeedWords({ need }: { need: Need }) {
  const { locale } = useReader();
  switch (need.kind) {
    case "disconnected":
      return (
        <FormattedMessage id="overview.need.disconnected" values={{ vendor: VENDOR_NAMES[need.vendor] }} />
      );
    case "failed":
      return <FormattedMessage id="overview.need.failed" values={{ count: need.count }} />;
    case "behind":
      return (
        <FormattedMessage id="overview.need.behind" values={{ age: formatSpan(locale, need.seconds) }} />
      );
  }
}
