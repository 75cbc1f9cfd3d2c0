import type { AdminConnection } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { useId, useState } from "react";
import { FormattedMessage } from "react-intl";
import { Box, Heading, Stack } from "../parts/page.tsx";
import { Connect } from "./connect.tsx";

interface AnotherKlaviyoProps {
  /** One that is connected: the next is connected in the same ways. */
  connection: AdminConnection;
  onConnected: () => void;
}

/** For shops whose brands are at several Klaviyo accounts. */
export function AnotherKlaviyo({ connection, onConnected }: AnotherKlaviyoProps) {
  const heading = useId();
  const [isOpen, setOpen] = useState(false);
  const connected = () => {
    setOpen(false);
    onConnected();
  };
  return (
    <Box aria-labelledby={heading}>
      <Stack>
        <div>
          <Heading id={heading}>
            <FormattedMessage id="connect.another" />
          </Heading>
          <p>
            <FormattedMessage id="connect.another.hint" />
          </p>
        </div>
        {isOpen ? (
          <Connect connection={connection} onConnected={connected} />
        ) : (
          <div>
            <Button size="small" onClick={() => setOpen(true)}>
              <FormattedMessage id="connect.another" />
            </Button>
          </div>
        )}
      </Stack>
    </Box>
  );
}
