import type { AdminConnection, AdminState } from "@sidethread/shared/admin";
import type { ToldSaying } from "@sidethread/shared/told";
import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { useAction } from "../data/use-action.ts";
import { useSaying } from "../data/use-saying.ts";
import { Confirm } from "../parts/confirm.tsx";
import { KlaviyoLoss } from "./klaviyo-loss.tsx";

interface DisconnectProps {
  connection: AdminConnection;
  known: AdminState | undefined;
  /** Gets what the vendor kept and somebody has to take away there, in words. */
  onDone: (leftBehind: string | null) => void;
}

/** Says what stops before it takes a connection away. */
export function Disconnect({ connection, known, onDone }: DisconnectProps) {
  const { vendor, key } = connection;
  const { isBusy, problem, run } = useAction();
  const say = useSaying();
  const [isAsked, setAsked] = useState(false);
  const values = { vendor: VENDOR_NAMES[vendor] };
  if (!isAsked) {
    return (
      <div>
        <Button size="small" isDanger onClick={() => setAsked(true)}>
          <FormattedMessage id="connect.disconnect" values={values} />
        </Button>
      </div>
    );
  }
  const disconnect = async () => {
    const answer = await run<{ leftBehind: string | null; saying?: ToldSaying | null }>({
      method: "DELETE",
      path: `/admin/connections/${vendor}?${new URLSearchParams({ key })}`,
    });
    if (!answer.ok) return;
    setAsked(false);
    const { leftBehind, saying } = answer.body;
    onDone(leftBehind && say(saying, leftBehind));
  };
  return (
    <Confirm
      title={<FormattedMessage id="connect.disconnect.title" values={values} />}
      act={<FormattedMessage id="connect.disconnect" values={values} />}
      onAct={disconnect}
      onLeave={() => setAsked(false)}
      isBusy={isBusy}
      problem={problem}
    >
      <FormattedMessage id={`connect.stops.${vendor}`} />
      <KlaviyoLoss {...{ connection, known }} /> <FormattedMessage id="connect.kept" />
    </Confirm>
  );
}
