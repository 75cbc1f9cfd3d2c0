import type { AppInstallation } from "../api/types.ts";
import { AppFrame } from "./app-frame.tsx";

/** An app's own page, as wide as the window. */
export function NavBarPage({ app, active }: { app: AppInstallation; active: boolean }) {
  const location = app.locations.nav_bar;
  if (!location) return null;
  return (
    <main className="app-page" aria-label={app.name} hidden={!active}>
      <h1>{app.name}</h1>
      <AppFrame app={app} location="nav_bar" url={location.url} active={active} fill />
    </main>
  );
}
