import type { AdminConnection, AdminState } from "@sidethread/shared/admin";
import { FormattedList, FormattedMessage } from "react-intl";
import { afterDisconnecting, hasSeveralKlaviyos } from "./klaviyo-brands.ts";

interface KlaviyoLossProps {
  connection: AdminConnection;
  known: AdminState | undefined;
}

/** Which brands have no Klaviyo account any more, or another one, once this is disconnected. */
export function KlaviyoLoss({ connection, known }: KlaviyoLossProps) {
  if (connection.vendor !== "klaviyo" || !known || !hasSeveralKlaviyos(known)) return null;
  const { lose, move, to } = afterDisconnecting(connection, known);
  return (
    <>
      {lose.length > 0 && (
        <>
          {" "}
          <FormattedMessage id="connect.brands.lose" values={{ brands: <FormattedList value={lose} /> }} />
        </>
      )}
      {move.length > 0 && (
        <>
          {" "}
          <FormattedMessage
            id="connect.brands.move"
            values={{ brands: <FormattedList value={move} />, account: to }}
          />
        </>
      )}
    </>
  );
}
