import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useAction } from "../data/use-action.ts";
import { Confirm } from "../parts/confirm.tsx";
import { Row, Stack } from "../parts/page.tsx";
import { Sign } from "../parts/sign.tsx";
import { useAdmin } from "../session/admin-provider.tsx";

type Which = "others" | "all";

const PATHS: Record<Which, string> = { others: "/admin/sessions?keep=mine", all: "/admin/sessions" };

/** Signs admins out: all others, or everybody. */
export function Sessions() {
  const { signOut } = useAdmin();
  const { isBusy, problem, run } = useAction();
  const [asked, setAsked] = useState<Which | null>(null);
  const [isDone, setDone] = useState(false);
  const end = async (which: Which) => {
    const answer = await run({ method: "DELETE", path: PATHS[which] });
    if (!answer.ok) return;
    setAsked(null);
    setDone(true);
    if (which === "all") signOut();
  };
  return (
    <Stack>
      <p>
        <FormattedMessage id="account.sessions.what" />
      </p>
      {asked ? (
        <Confirm
          title={<FormattedMessage id={`account.sessions.${asked}.title`} />}
          act={<FormattedMessage id={`account.sessions.${asked}`} />}
          onAct={() => end(asked)}
          onLeave={() => setAsked(null)}
          isBusy={isBusy}
          problem={problem}
        >
          <FormattedMessage id={`account.sessions.${asked}.happens`} />
        </Confirm>
      ) : (
        <Row>
          {(["others", "all"] as const).map((which) => (
            <Button key={which} size="small" isDanger onClick={() => setAsked(which)}>
              <FormattedMessage id={`account.sessions.${which}`} />
            </Button>
          ))}
          <span role="status">
            {isDone && (
              <Sign tone="good">
                <FormattedMessage id="account.sessions.done" />
              </Sign>
            )}
          </span>
        </Row>
      )}
    </Stack>
  );
}
