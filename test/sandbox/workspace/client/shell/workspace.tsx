import { useEffect, useState } from "react";
import { useStore } from "../api/store.ts";
import { ModalHost } from "../apps/modal-host.tsx";
import { NavBarPage } from "../apps/nav-bar-page.tsx";
import { useRoute } from "../router.ts";
import { useSession } from "../session.ts";
import { TicketTab } from "../ticket/ticket-tab.tsx";
import { ViewsPage } from "../views/views-page.tsx";
import { Rail } from "./rail.tsx";
import { Toasts } from "./toasts.tsx";
import { TopBar } from "./top-bar.tsx";

/** The whole window. Open tickets and apps' pages stay alive while the agent looks elsewhere. */
export function Workspace() {
  const route = useRoute();
  const { account, workbench } = useSession();
  const tabs = useStore(workbench.tabs);
  const [visitedApps, setVisitedApps] = useState<ReadonlySet<number>>(new Set());

  useEffect(() => {
    if (route.page === "ticket" && !tabs.includes(route.ticketId)) void workbench.open(route.ticketId);
    if (route.page === "app") setVisitedApps((visited) => new Set([...visited, route.installationId]));
  }, [route, tabs, workbench]);

  return (
    <div className="workspace">
      <Rail />
      <div className="window">
        <TopBar />
        {route.page === "views" && <ViewsPage viewId={route.viewId} />}
        {tabs.map((id) => (
          <TicketTab key={id} ticketId={id} active={route.page === "ticket" && route.ticketId === id} />
        ))}
        {account.apps
          .filter(({ installationId }) => visitedApps.has(installationId))
          .map((app) => (
            <NavBarPage
              key={app.installationId}
              app={app}
              active={route.page === "app" && route.installationId === app.installationId}
            />
          ))}
      </div>
      <ModalHost />
      <Toasts />
    </div>
  );
}
