import type { ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { App, Surface } from "./app.tsx";
import { loadWords } from "./i18n/messages.ts";
import { Outside } from "./outside.tsx";
import { connectZaf } from "./zaf/client.ts";
import { followVisibility } from "./zaf/follow-visibility.ts";
import { readSession } from "./zaf/session.ts";
import { colorSchemeOfPage } from "./zaf/use-color-scheme.ts";

const root = createRoot(document.getElementById("app")!);
const zaf = await connectZaf();

if (zaf) {
  const page = loadPage(zaf.context.location);
  const session = await readSession(zaf);
  const { language, words } = await loadWords(session.locale);
  document.documentElement.lang = language;
  followVisibility(zaf.client);
  root.render(<App client={zaf.client} Page={await page} {...{ session, language, words }} />);
} else {
  const { language, words } = await loadWords(navigator.language);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  document.documentElement.lang = language;
  root.render(
    <Surface scheme={colorSchemeOfPage()} locale={navigator.language} {...{ timeZone, language, words }}>
      <Outside />
    </Surface>,
  );
}

async function loadPage(location: string): Promise<ComponentType> {
  const loaded =
    location === "nav_bar" ? import("./nav-bar/nav-bar-page.tsx") : import("./sidebar/sidebar-page.tsx");
  return (await loaded).default;
}
