import { Alert } from "@zendeskgarden/react-notifications";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { formatSpan } from "../../format/moment.ts";
import { useReader } from "../../ui/reader.ts";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { useSaying } from "../data/use-saying.ts";
import type { Need } from "./needs.ts";

const Frame = styled.div`
  margin-top: 16px;
`;

const List = styled.ul`
  display: grid;
  gap: 4px;
  margin-top: 4px;
`;

/** One line whether all is well; otherwise what needs a person. */
export function Banner({ needs }: { needs: Need[] }) {
  return (
    <Frame role="status">
      {needs.length === 0 ? (
        <Alert type="success" role="none">
          <Alert.Title>
            <FormattedMessage id="overview.well" />
          </Alert.Title>
          <FormattedMessage id="overview.well_detail" />
        </Alert>
      ) : (
        <Alert type="warning" role="none">
          <Alert.Title>
            <FormattedMessage id="overview.needs" values={{ count: needs.length }} />
          </Alert.Title>
          <List>
            {needs.map((need) => (
              <li key={"vendor" in need ? `${need.kind} ${need.vendor}` : need.kind}>
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
    case "failed":
      return <FormattedMessage id="overview.need.failed" values={{ count: need.count }} />;
    case "behind":
      return (
        <FormattedMessage id="overview.need.behind" values={{ age: formatSpan(locale, need.seconds) }} />
      );
    case "attention":
      return <Attention need={need} />;
    default:
      return (
        <FormattedMessage id={`overview.need.${need.kind}`} values={{ vendor: VENDOR_NAMES[need.vendor] }} />
      );
  }
}

function Attention({ need: { vendor, error, saying } }: { need: Extract<Need, { kind: "attention" }> }) {
  const say = useSaying();
  const why = error && say(saying, error);
  if (why) return why.includes(VENDOR_NAMES[vendor]) ? why : `${VENDOR_NAMES[vendor]}: ${why}`;
  return <FormattedMessage id="overview.need.attention" values={{ vendor: VENDOR_NAMES[vendor] }} />;
}
