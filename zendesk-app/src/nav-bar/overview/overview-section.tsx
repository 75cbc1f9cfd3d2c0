import type { Overview } from "@sidethread/shared/overview";
import styled from "styled-components";
import { useBackend } from "../../backend/use-backend.ts";
import { SkeletonLine } from "../../ui/card.tsx";
import { ConnectionNotice } from "../../ui/connection-notice.tsx";
import { PageTitle, Part } from "../parts/page.tsx";
import { useAdmin } from "../session/admin-provider.tsx";
import { SignIn } from "../session/sign-in.tsx";
import { Banner } from "./banner.tsx";
import { needsOf } from "./needs.ts";
import { NotSetUp } from "./not-set-up.tsx";
import { States } from "./states.tsx";
import { WorkFigures } from "./work-figures.tsx";

const TopNotice = styled(ConnectionNotice)`
  &:not(:empty) {
    margin-top: 16px;
  }
`;

/** Is all well, and otherwise what needs a person. Everybody sees it. */
export function OverviewSection({ onSetUp }: { onSetUp: () => void }) {
  const { snapshot, refresh } = useBackend<Overview>("/app/overview", alwaysSettled);
  const { session } = useAdmin();
  const overview = snapshot?.body;
  const isNew = !overview && snapshot?.failure?.kind === "unauthorized";
  return (
    <>
      <PageTitle id="overview.title" />
      {isNew ? <NotSetUp onSetUp={onSetUp} /> : <TopNotice snapshot={snapshot} onRetry={refresh} />}
      {overview ? (
        <>
          <Banner needs={needsOf(overview)} />
          <States connections={overview.connections} />
          <WorkFigures work={overview.work} />
        </>
      ) : (
        (!snapshot || snapshot.failure?.kind === "offline") && <OverviewSkeleton />
      )}
      {!session && !isNew && <Part title="overview.for_admins">{() => <SignIn />}</Part>}
    </>
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
