import type { Vendor } from "@sidethread/shared/sidebar";
import { Button } from "@zendeskgarden/react-buttons";
import type { FormEvent } from "react";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { useAction } from "../data/use-action.ts";
import { Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { writtenInto } from "../parts/written-into.ts";
import { KEY_FIELDS } from "./key-fields.ts";
import { KeyInputs } from "./key-inputs.tsx";

interface ByKeyProps {
  vendor: Vendor;
  onConnected: () => void;
}

/** Connects with a key that the admin made at the vendor. */
export function ByKey({ vendor, onConnected }: ByKeyProps) {
  const { isBusy, problem, run } = useAction();
  const connect = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = writtenInto(event.currentTarget);
    const answer = await run({ method: "POST", path: `/admin/connections/${vendor}`, body });
    if (answer.ok) onConnected();
  };
  return (
    <form onSubmit={connect}>
      <Stack $gap={12}>
        <KeyInputs fields={KEY_FIELDS[vendor]} />
        <div>
          <Button type="submit" isPrimary disabled={isBusy}>
            <FormattedMessage
              id={isBusy ? "connect.connecting" : "connect.connect"}
              values={{ vendor: VENDOR_NAMES[vendor] }}
            />
          </Button>
        </div>
        <Problem text={problem} />
      </Stack>
    </form>
  );
}
