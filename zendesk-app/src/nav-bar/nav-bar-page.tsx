import { useState } from "react";
import styled from "styled-components";
import { AdminArea } from "./admin-area.tsx";
import { OverviewSection } from "./overview/overview-section.tsx";
import { type Section, SectionList } from "./section-list.tsx";
import { AdminProvider } from "./session/admin-provider.tsx";

const Layout = styled.div`
  display: grid;
  grid-template-columns: 216px minmax(0, 800px);
  gap: 48px;
  max-width: 1128px;
  margin: 0 auto;
  padding: 32px 24px 64px;

  @container page (max-width: 800px) {
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    padding: 16px 16px 48px;
  }
`;

/** The nav bar's page: what everybody may see, and behind signing in what admins set up and look after. */
export default function NavBarPage() {
  const [section, setSection] = useState<Section>("overview");
  return (
    <AdminProvider>
      <Layout>
        <SectionList current={section} onChoose={setSection} />
        <main>
          {section === "overview" && <OverviewSection onSetUp={() => setSection("setup")} />}
          <AdminArea section={section} onChoose={setSection} />
        </main>
      </Layout>
    </AdminProvider>
  );
}
