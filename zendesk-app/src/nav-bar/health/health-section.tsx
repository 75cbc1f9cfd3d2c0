import type { AdminHealth } from "@sidethread/shared/admin";
import { useAdminData } from "../data/use-admin-data.ts";
import { Banner } from "../overview/banner.tsx";
import { needsOfHealth } from "../overview/needs.ts";
import { States } from "../overview/states.tsx";
import { WorkFigures } from "../overview/work-figures.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Vendors } from "./vendors.tsx";

const EVERY = 5_000;

/** How everything runs: the banner says what needs a person, the rest where to look. */
export function HealthSection() {
  const data = useAdminData<AdminHealth>("/admin/health", EVERY);
  return (
    <Loaded data={data}>
      {(health) => (
        <>
          <Banner needs={needsOfHealth(health)} />
          <States connections={health.connections} />
          <WorkFigures work={health.work} />
          <DeadLetters letters={health.deadLetters} reload={data.reload} />
          <Vendors {...health} />
          <Deliveries deliveries={health.deliveries} />
        </>
      )}
    </Loaded>
  );
}
