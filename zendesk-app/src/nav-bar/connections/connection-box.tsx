import type { AdminConnection, AdminState } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { useId, useState } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { Notice } from "../../ui/notice.tsx";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { useSaying } from "../data/use-saying.ts";
import { Box, Heading, Row, Stack } from "../parts/page.tsx";
import { Connect } from "./connect.tsx";
import { ConnectionFacts } from "./connection-facts.tsx";
import { ConnectionSign } from "./connection-sign.tsx";
import { Disconnect } from "./disconnect.tsx";
import { brandsOf, hasSeveralKlaviyos } from "./klaviyo-brands.ts";
import { Reach } from "./reach.tsx";

const Head = styled(Row)`
  justify-content: space-between;
  margin-bottom: 12px;

  & > ${Heading} {
    margin: 0;
  }
`;

interface ConnectionBoxProps {
  connection: AdminConnection;
  /** What else is known of the account; undefined until it is. */
  known: AdminState | undefined;
  onChange: () => void;
}

/** One connection: make it, see how it is, mend it, take it away. */
export function ConnectionBox({ connection, known, onChange }: ConnectionBoxProps) {
  const { vendor, state, error, saying, label } = connection;
  const say = useSaying();
  const isOneOfSeveral = vendor === "klaviyo" && known !== undefined && hasSeveralKlaviyos(known);
  const heading = useId();
  const [isReconnecting, setReconnecting] = useState(false);
  const [leftBehind, setLeftBehind] = useState<string | null>(null);
  const isConnected = state !== "not_connected";
  const reconnected = () => {
    setReconnecting(false);
    setLeftBehind(null);
    onChange();
  };
  const disconnected = (left: string | null) => {
    setLeftBehind(left);
    onChange();
  };
  return (
    <Box aria-labelledby={heading}>
      <Head>
        <Heading id={heading}>
          {VENDOR_NAMES[vendor]}
          {isOneOfSeveral && label && `: ${label}`}
        </Heading>
        <ConnectionSign state={state} />
      </Head>
      <Stack>
        {error && <Notice type="warning">{say(saying, error)}</Notice>}
        {leftBehind && <Notice type="info">{leftBehind}</Notice>}
        {isConnected && (
          <ConnectionFacts
            connection={connection}
            brands={isOneOfSeveral ? brandsOf(connection, known) : null}
          />
        )}
        {!isConnected || isReconnecting ? (
          <Connect connection={connection} onConnected={reconnected} />
        ) : (
          <Reach vendor={vendor} />
        )}
        {isConnected && (
          <Row>
            {!isReconnecting && (
              <Button
                size="small"
                isPrimary={state === "needs_attention"}
                onClick={() => setReconnecting(true)}
              >
                <FormattedMessage id="connect.reconnect" values={{ vendor: VENDOR_NAMES[vendor] }} />
              </Button>
            )}
            <Disconnect connection={connection} known={known} onDone={disconnected} />
          </Row>
        )}
      </Stack>
    </Box>
  );
}
