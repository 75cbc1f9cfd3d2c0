import { useState } from "react";
import { useSession } from "../session.ts";
import type { Draft } from "../ticket/draft.ts";
import { Icon } from "../ui/icon.tsx";
import { CustomerContext } from "./customer-context.tsx";
import { Resizer } from "./resizer.tsx";
import { SidebarApp } from "./sidebar-app.tsx";

const START_WIDTH = 320;

type Pane = "customer" | "apps";

/** In a narrow window the panel would cover the conversation. */
const startPane = (hasApps: boolean): Pane | null => {
  if (matchMedia("(max-width: 820px)").matches) return null;
  return hasApps ? "apps" : "customer";
};

/** The panel at the right: the customer, or the account's apps. Apps stay alive while hidden. */
export function ContextPanel({ draft, active }: { draft: Draft; active: boolean }) {
  const { account } = useSession();
  const apps = account.apps.filter(({ locations }) => locations.ticket_sidebar);
  const [width, setWidth] = useState(START_WIDTH);
  const [pane, setPane] = useState(() => startPane(apps.length > 0));
  const toggle = (next: Pane) => setPane(pane === next ? null : next);

  return (
    <>
      <aside className="context" aria-label="Context panel" hidden={pane === null} style={{ width }}>
        <Resizer width={width} onResize={setWidth} />
        {pane === "customer" && <CustomerContext draft={draft} />}
        <div className="sidebar-apps" hidden={pane !== "apps"}>
          {apps.length === 0 && <p className="empty muted">No app is installed.</p>}
          {apps.map((app) => (
            <SidebarApp
              key={app.installationId}
              app={app}
              draft={draft}
              active={active}
              shown={pane === "apps"}
            />
          ))}
        </div>
      </aside>
      <div className="context-strip" role="toolbar" aria-label="Context" aria-orientation="vertical">
        <button
          type="button"
          className="icon-button"
          aria-label="Customer context"
          title="Customer context"
          aria-pressed={pane === "customer"}
          onClick={() => toggle("customer")}
        >
          <Icon name="person" size={18} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Apps"
          title="Apps"
          aria-pressed={pane === "apps"}
          onClick={() => toggle("apps")}
        >
          <Icon name="apps" size={18} />
        </button>
      </div>
    </>
  );
}
