import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";

const Frame = styled.div`
  margin-top: 16px;
`;

const Way = styled(Button)`
  display: block;
  margin-top: 12px;
`;

/** What there is to see before an admin has connected Zendesk: the way there. */
export function NotSetUp({ onSetUp }: { onSetUp: () => void }) {
  return (
    <Frame role="status">
      <Alert type="info" role="none">
        <Alert.Title>
          <FormattedMessage id="overview.new" />
        </Alert.Title>
        <FormattedMessage id="overview.new_detail" />
        <Way size="small" isPrimary onClick={onSetUp}>
          <FormattedMessage id="overview.to_setup" />
        </Way>
      </Alert>
    </Frame>
  );
}
