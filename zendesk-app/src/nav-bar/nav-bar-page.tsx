import type { Overview } from "@sidethread/shared/overview";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { useBackend } from "../backend/use-backend.ts";
import { SkeletonLine } from "../ui/card.tsx";
import { ConnectionNotice } from "../ui/connection-notice.tsx";
import { Connections } from "./connections.tsx";
import { Health } from "./health.tsx";
import { WorkFigures } from "./work-figures.tsx";

const Page = styled.main`
  max-width: 800px;
  margin: 0 auto;
  padding: 32px 24px 48px;

  & > h1 {
    font-size: ${({ theme }) => theme.fontSizes.xxl};
    line-height: ${({ theme }) => theme.lineHeights.xxl};
  }

  h2 {
    margin: 32px 0 8px;
    font-size: ${({ theme }) => theme.fontSizes.lg};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }
`;

const TopNotice = styled(ConnectionNotice)`
  &:not(:empty) {
    margin-top: 16px;
  }
`;

/** The nav bar's page: is all well, and otherwise what needs a person. */
export default function NavBarPage() {
  const { snapshot, refresh } = useBackend<Overview>("/app/overview", alwaysSettled);
  const overview = snapshot?.body;
  return (
    <Page>
      <h1>
        <FormattedMessage id="overview.title" />
      </h1>
      <TopNotice snapshot={snapshot} onRetry={refresh} />
      {overview ? (
        <>
          <Health overview={overview} />
          <Connections connections={overview.connections} />
          <WorkFigures work={overview.work} />
        </>
      ) : (
        (!snapshot || snapshot.failure?.kind === "offline") && <OverviewSkeleton />
      )}
    </Page>
  );
}

const alwaysSettled = () => true;

function OverviewSkeleton() {
  return (
    <div aria-hidden>
      <div style={{ marginTop: 16 }}>
        <SkeletonLine width="100%" height={72} />
      </div>
      <div style={{ marginTop: 32 }}>
        <SkeletonLine width="160px" height={28} />
        <SkeletonLine width="100%" height={200} />
      </div>
    </div>
  );
}
