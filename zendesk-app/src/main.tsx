import type { ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { App, Surface } from "./app.tsx";
import { loadAdminWords, loadWords } from "./i18n/messages.ts";
import { Outside } from "./outside.tsx";
import { connectZaf } from "./zaf/client.ts";
import { followVisibility } from "./zaf/follow-visibility.ts";
import { readSession } from "./zaf/session.ts";
import { colorSchemeOfPage } from "./zaf/use-color-scheme.ts";

const root = createRoot(document.getElementById("app")!);
const zaf = await connectZaf();

if (zaf) {
  const isAdminPage = zaf.context.location === "nav_bar";
  const page = loadPage(isAdminPage);
  const session = await readSession(zaf);
  const { language, words } = await (isAdminPage ? loadAdminWords : loadWords)(session.locale);
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

async function loadPage(isAdminPage: boolean): Promise<ComponentType> {
  const loaded = isAdminPage ? import("./nav-bar/nav-bar-page.tsx") : import("./sidebar/sidebar-page.tsx");
  return (await loaded).default;
}
