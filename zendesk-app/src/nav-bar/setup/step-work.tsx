import type { AdminState } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";
import { Button } from "@zendeskgarden/react-buttons";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { Connect } from "../connections/connect.tsx";
import { ConnectionFacts } from "../connections/connection-facts.tsx";
import { OneClick } from "../one-click/one-click.tsx";
import { Stack } from "../parts/page.tsx";
import type { AdminSection } from "../section-list.tsx";
import { BrandsGroup } from "../settings/brands-group.tsx";
import type { Step } from "./steps.ts";

interface StepWorkProps {
  step: Step;
  state: AdminState;
  onChange: () => Promise<unknown>;
  /** Goes on to the next step with what there is. */
  onSkip: () => void;
  onChoose: (section: AdminSection) => void;
}

/** What there is to do in a step. */
export function StepWork({ step, state, onChange, onSkip, onChoose }: StepWorkProps) {
  switch (step) {
    case "zendesk":
    case "klaviyo":
      return <VendorStep vendor={step} {...{ state, onChange, onChoose }} />;
    case "carrier":
      return <VendorStep vendor="twilio" {...{ state, onChange, onChoose }} />;
    case "brands":
      return (
        <Stack>
          <BrandsGroup state={state} reload={onChange} />
          <div>
            <Button size="small" onClick={onSkip}>
              <FormattedMessage id="setup.keep_brands" />
            </Button>
          </div>
        </Stack>
      );
    case "zendesk_rules":
      return <OneClick made={state.made} reload={onChange} />;
    case "test":
      return (
        <Button isPrimary onClick={() => onChoose("test")}>
          <FormattedMessage id="setup.to_test" />
        </Button>
      );
  }
}

interface VendorStepProps extends Omit<StepWorkProps, "step" | "onSkip"> {
  vendor: Vendor;
}

function VendorStep({ vendor, state, onChange, onChoose }: VendorStepProps) {
  const connection = state.connections.find((one) => one.vendor === vendor);
  if (!connection) return null;
  if (connection.state !== "connected") return <Connect connection={connection} onConnected={onChange} />;
  return (
    <Stack>
      <ConnectionFacts connection={connection} />
      <div>
        <Button size="small" onClick={() => onChoose("connections")}>
          <FormattedMessage id="setup.to_connection" values={{ vendor: VENDOR_NAMES[vendor] }} />
        </Button>
      </div>
    </Stack>
  );
}
