import type { AdminState } from "@sidethread/shared/admin";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { formatDate } from "../format/moment.ts";
import { Notice } from "../ui/notice.tsx";
import { useReader } from "../ui/reader.ts";
import { AccountSection } from "./account/account-section.tsx";
import { ConnectionsSection } from "./connections/connections-section.tsx";
import { useAdminData } from "./data/use-admin-data.ts";
import { HealthSection } from "./health/health-section.tsx";
import { Loaded } from "./parts/loaded.tsx";
import { PageTitle } from "./parts/page.tsx";
import { RecordSection } from "./record/record-section.tsx";
import type { AdminSection, Section } from "./section-list.tsx";
import { useAdmin } from "./session/admin-provider.tsx";
import { SignIn } from "./session/sign-in.tsx";
import { SettingsSection } from "./settings/settings-section.tsx";
import { SetupSection } from "./setup/setup-section.tsx";
import { TestTextSection } from "./test-text/test-text-section.tsx";

const STATE_EVERY = 30_000;

interface AdminAreaProps {
  section: Section;
  onChoose: (section: AdminSection) => void;
}

/** What only admins see and change. Settings stay where they are when one looks elsewhere: so do unsaved changes. */
export function AdminArea({ section, onChoose }: AdminAreaProps) {
  const { session } = useAdmin();
  const state = useAdminData<AdminState>("/admin/state", STATE_EVERY);
  const reader = useReader();
  const [keptUntil, setKeptUntil] = useState<string | null>(null);
  const [testId, setTestId] = useState<string | null>(null);
  const shown = session ? section : null;
  // Whoever signs in again has brought the account back.
  if (session && keptUntil !== null) setKeptUntil(null);
  const { reload } = state;
  return (
    <>
      {!session && section !== "overview" && (
        <>
          <PageTitle id={`nav.${section}`} />
          {keptUntil && (
            <Notice type="info" role="status">
              <FormattedMessage id="account.uninstalled" values={{ date: formatDate(reader, keptUntil) }} />
            </Notice>
          )}
          <SignIn />
        </>
      )}
      {shown === "setup" && (
        <>
          <PageTitle id="nav.setup" intro="setup.intro" />
          <Loaded data={state}>
            {(body) => <SetupSection state={body} testId={testId} {...{ reload, onChoose }} />}
          </Loaded>
        </>
      )}
      {shown === "connections" && (
        <>
          <PageTitle id="nav.connections" intro="connect.intro" />
          <ConnectionsSection state={state.body} onChange={reload} />
        </>
      )}
      <div hidden={shown !== "settings"}>
        <PageTitle id="nav.settings" intro="settings.intro" />
        <Loaded data={state}>{(body) => <SettingsSection state={body} reload={reload} />}</Loaded>
      </div>
      {shown === "test" && (
        <>
          <PageTitle id="nav.test" intro="test.intro" />
          <Loaded data={state}>
            {(body) => <TestTextSection state={body} id={testId} onStart={setTestId} />}
          </Loaded>
        </>
      )}
      {shown === "health" && (
        <>
          <PageTitle id="nav.health" />
          <HealthSection />
        </>
      )}
      {shown === "record" && (
        <>
          <PageTitle id="nav.record" intro="record.intro" />
          <RecordSection />
        </>
      )}
      {shown === "account" && (
        <>
          <PageTitle id="nav.account" intro="account.intro" />
          <AccountSection onUninstalled={setKeptUntil} />
        </>
      )}
    </>
  );
}
