import type { AdminConnection } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { Empty } from "../../ui/card.tsx";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { Stack } from "../parts/page.tsx";
import { ByConsent } from "./by-consent.tsx";
import { ByKey } from "./by-key.tsx";
import { Reach } from "./reach.tsx";

/** Its words may take two lines. */
const OtherWay = styled(Button)`
  && {
    text-align: start;
  }
`;

interface ConnectProps {
  connection: AdminConnection;
  onConnected: () => void;
}

/** What will be read and written, then the ways to connect: the vendor's own page first. */
export function Connect({ connection: { vendor, ways }, onConnected }: ConnectProps) {
  const byConsent = ways.includes("oauth");
  const byKey = ways.includes("key");
  const [wantsKey, setWantsKey] = useState(false);
  const usesKey = byKey && (wantsKey || !byConsent);
  return (
    <Stack>
      <Reach vendor={vendor} />
      {usesKey ? (
        <ByKey vendor={vendor} onConnected={onConnected} />
      ) : (
        byConsent && <ByConsent vendor={vendor} onConnected={onConnected} />
      )}
      {byConsent && byKey && (
        <div>
          <OtherWay isLink onClick={() => setWantsKey(!wantsKey)}>
            <FormattedMessage
              id={wantsKey ? "connect.use_consent" : `connect.use_key.${vendor}`}
              values={{ vendor: VENDOR_NAMES[vendor] }}
            />
          </OtherWay>
        </div>
      )}
      {ways.length === 0 && (
        <Empty>
          <FormattedMessage id="connect.no_way" values={{ vendor: VENDOR_NAMES[vendor] }} />
        </Empty>
      )}
    </Stack>
  );
}
