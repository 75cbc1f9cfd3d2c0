import type { AdminState } from "@sidethread/shared/admin";
import { AutomationBox } from "./automation-box.tsx";
import { ViewBox } from "./view-box.tsx";

interface OneClickProps {
  made: AdminState["made"];
  reload: () => void;
}

/** What we make in Zendesk by one click each. */
export function OneClick({ made: { view, automation }, reload }: OneClickProps) {
  return (
    <>
      <ViewBox view={view} reload={reload} />
      <AutomationBox key={automation?.hours} automation={automation} reload={reload} />
    </>
  );
}
