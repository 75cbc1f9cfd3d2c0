import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useAction } from "../data/use-action.ts";
import { Confirm } from "../parts/confirm.tsx";
import { Stack } from "../parts/page.tsx";
import { useAdmin } from "../session/admin-provider.tsx";

/** Takes the account out of use, and says until when it can come back. */
export function Uninstall({ onUninstalled }: { onUninstalled: (keptUntil: string) => void }) {
  const { signOut } = useAdmin();
  const { isBusy, problem, run } = useAction();
  const [isAsked, setAsked] = useState(false);
  const uninstall = async () => {
    const answer = await run<{ keptUntil: string }>({ method: "DELETE", path: "/admin/account" });
    if (!answer.ok) return;
    onUninstalled(answer.body.keptUntil);
    signOut();
  };
  return (
    <Stack>
      <p>
        <FormattedMessage id="account.uninstall.what" />
      </p>
      {isAsked ? (
        <Confirm
          title={<FormattedMessage id="account.uninstall.title" />}
          act={<FormattedMessage id="account.uninstall.act" />}
          onAct={uninstall}
          onLeave={() => setAsked(false)}
          isBusy={isBusy}
          problem={problem}
        >
          <FormattedMessage id="account.uninstall.happens" />
        </Confirm>
      ) : (
        <div>
          <Button size="small" isDanger onClick={() => setAsked(true)}>
            <FormattedMessage id="account.uninstall.act" />
          </Button>
        </div>
      )}
    </Stack>
  );
}
