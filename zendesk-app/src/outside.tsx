import { Alert } from "@zendeskgarden/react-notifications";
import { FormattedMessage } from "react-intl";

/** What someone sees who opens the page by itself. */
export function Outside() {
  return (
    <main style={{ padding: 16 }}>
      <Alert type="info">
        <Alert.Title>
          <FormattedMessage id="connection.outside.title" />
        </Alert.Title>
        <FormattedMessage id="connection.outside" />
      </Alert>
    </main>
  );
}
