import type { AdminState } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { FormattedMessage } from "react-intl";
import { useAction } from "../data/use-action.ts";
import { Row } from "../parts/page.tsx";
import { MadeBox } from "./made-box.tsx";

const PATH = "/admin/view";

interface ViewBoxProps {
  view: AdminState["made"]["view"];
  reload: () => void;
}

/** The view "SMS tickets". */
export function ViewBox({ view, reload }: ViewBoxProps) {
  const { isBusy, problem, run } = useAction();
  const change = async (method: "PUT" | "DELETE") => {
    if ((await run({ method, path: PATH })).ok) reload();
  };
  return (
    <MadeBox kind="view" url={view?.url ?? null} problem={problem}>
      <Row>
        {view ? (
          <Button size="small" disabled={isBusy} onClick={() => change("DELETE")}>
            <FormattedMessage id="made.remove" values={{ kind: "view" }} />
          </Button>
        ) : (
          <Button size="small" isPrimary disabled={isBusy} onClick={() => change("PUT")}>
            <FormattedMessage id="made.make" values={{ kind: "view" }} />
          </Button>
        )}
      </Row>
    </MadeBox>
  );
}
