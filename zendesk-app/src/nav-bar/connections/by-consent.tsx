import type { Vendor } from "@sidethread/shared/sidebar";
import { Button } from "@zendeskgarden/react-buttons";
import { type FormEvent, useState } from "react";
import { FormattedMessage } from "react-intl";
import { backendOrigin } from "../../backend/origin.ts";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { useAction } from "../data/use-action.ts";
import { Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { writtenInto } from "../parts/written-into.ts";
import { askForConsent } from "../session/consent-window.ts";
import { useConsentWords } from "../session/use-consent-words.ts";
import { CONSENT_FIELDS } from "./key-fields.ts";
import { KeyInputs } from "./key-inputs.tsx";

interface ByConsentProps {
  vendor: Vendor;
  onConnected: () => void;
}

/** Connects on the vendor's own page, where the admin agrees; there is no secret to copy. */
export function ByConsent({ vendor, onConnected }: ByConsentProps) {
  const { isBusy, problem, run } = useAction();
  const say = useConsentWords();
  const [isOpen, setOpen] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);

  const connect = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { ...writtenInto(event.currentTarget), opener: location.origin };
    setEnding(null);
    setOpen(true);
    const end = await askForConsent(backendOrigin(), async () => {
      const path = `/admin/connections/${vendor}/start`;
      const answer = await run<{ url: string }>({ method: "POST", path, body });
      return answer.ok ? answer.body.url : null;
    });
    setOpen(false);
    if (end?.outcome !== "agreed") return setEnding(say(end));
    const path = `/admin/connections/${vendor}/finish`;
    const answer = await run({ method: "POST", path, body: end.answer });
    if (answer.ok) onConnected();
  };
  return (
    <form onSubmit={connect}>
      <Stack $gap={12}>
        <KeyInputs fields={CONSENT_FIELDS[vendor]} />
        <div>
          <Button type="submit" isPrimary disabled={isOpen || isBusy}>
            <FormattedMessage
              id={isOpen ? "connect.open" : isBusy ? "connect.connecting" : "connect.connect"}
              values={{ vendor: VENDOR_NAMES[vendor] }}
            />
          </Button>
        </div>
        <Problem text={problem ?? ending} />
      </Stack>
    </form>
  );
}
