import type { Vendor } from "@sidethread/shared/sidebar";
import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { useAction } from "../data/use-action.ts";
import { Confirm } from "../parts/confirm.tsx";

interface DisconnectProps {
  vendor: Vendor;
  /** Gets what the vendor kept and somebody has to take away there, in words. */
  onDone: (leftBehind: string | null) => void;
}

/** Says what stops before it takes a connection away. */
export function Disconnect({ vendor, onDone }: DisconnectProps) {
  const { isBusy, problem, run } = useAction();
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
    const answer = await run<{ leftBehind: string | null }>({
      method: "DELETE",
      path: `/admin/connections/${vendor}`,
    });
    if (!answer.ok) return;
    setAsked(false);
    onDone(answer.body.leftBehind);
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
      <FormattedMessage id={`connect.stops.${vendor}`} /> <FormattedMessage id="connect.kept" />
    </Confirm>
  );
}
