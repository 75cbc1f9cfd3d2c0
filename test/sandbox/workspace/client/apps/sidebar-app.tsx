import { useState } from "react";
import type { AppInstallation } from "../api/types.ts";
import type { Draft } from "../ticket/draft.ts";
import { Icon } from "../ui/icon.tsx";
import { AppFrame } from "./app-frame.tsx";
import { assetUrl } from "./app-url.ts";

interface SidebarAppProps {
  app: AppInstallation;
  draft: Draft;
  active: boolean;
  /** Whether the panel shows its apps. */
  shown: boolean;
}

/** One app in the panel, with its name above it; folding hides it, reloading starts it anew. */
export function SidebarApp({ app, draft, active, shown }: SidebarAppProps) {
  const [folded, setFolded] = useState(false);
  const [run, setRun] = useState(0);
  const location = app.locations.ticket_sidebar;
  if (!location) return null;

  return (
    <section className="sidebar-app" aria-label={app.name}>
      <header>
        {app.icons.includes("assets/logo-small.png") ? (
          <img src={assetUrl(app.installationId, "assets/logo-small.png")} width="18" height="18" alt="" />
        ) : (
          <Icon name="apps" />
        )}
        <h2>{app.name}</h2>
        <button
          type="button"
          className="icon-button small"
          aria-label={`Reload ${app.name}`}
          onClick={() => setRun(run + 1)}
        >
          <Icon name="reload" size={14} />
        </button>
        <button
          type="button"
          className="icon-button small fold"
          aria-label={`${folded ? "Show" : "Hide"} ${app.name}`}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          <Icon name="chevron" size={14} />
        </button>
      </header>
      <div hidden={folded}>
        <AppFrame
          key={run}
          app={app}
          location="ticket_sidebar"
          url={location.url}
          draft={draft}
          active={active}
          expanded={shown && !folded}
        />
      </div>
    </section>
  );
}
