import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { DEFAULT_THEME, type IGardenTheme, ThemeProvider } from "@zendeskgarden/react-theming";
import { type ComponentType, type ReactNode, useMemo } from "react";
import { IntlProvider } from "react-intl";
import type { AllWords, Words } from "./i18n/messages.ts";
import { BaseStyle } from "./ui/base-style.ts";
import { ReaderProvider } from "./ui/reader.ts";
import { useMinute } from "./ui/use-minute.ts";
import type { ZafClient } from "./zaf/client.ts";
import type { Session } from "./zaf/session.ts";
import { type ColorScheme, useColorScheme } from "./zaf/use-color-scheme.ts";
import { ZafProvider } from "./zaf/zaf-provider.tsx";

interface AppProps {
  client: ZafClient;
  session: Session;
  language: string;
  words: Words;
  Page: ComponentType;
}

/** One page of the app with everything it stands on. */
export function App({ client, session, language, words, Page }: AppProps) {
  const zaf = useMemo(() => ({ client, session }), [client, session]);
  const queries = useMemo(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }), []);
  const scheme = useColorScheme(client);
  return (
    <Surface scheme={scheme} locale={session.locale} timeZone={session.timeZone} {...{ language, words }}>
      <ZafProvider value={zaf}>
        <QueryClientProvider client={queries}>
          <Page />
        </QueryClientProvider>
      </ZafProvider>
    </Surface>
  );
}

interface SurfaceProps {
  scheme: ColorScheme;
  locale: string;
  language: string;
  timeZone: string;
  words: Words;
  children: ReactNode;
}

/** Colours, words and clock. */
export function Surface({ scheme, locale, language, timeZone, words, children }: SurfaceProps) {
  const theme = useMemo(() => themeFor(scheme), [scheme]);
  const now = useMinute();
  const reader = useMemo(
    () => ({ locale: locale.startsWith(language) ? locale : language, timeZone, now }),
    [locale, language, timeZone, now],
  );
  return (
    <ThemeProvider theme={theme}>
      <BaseStyle />
      <IntlProvider locale={reader.locale} timeZone={timeZone} messages={words as AllWords}>
        <ReaderProvider value={reader}>{children}</ReaderProvider>
      </IntlProvider>
    </ThemeProvider>
  );
}

function themeFor(scheme: ColorScheme): IGardenTheme {
  return { ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base: scheme } };
}
