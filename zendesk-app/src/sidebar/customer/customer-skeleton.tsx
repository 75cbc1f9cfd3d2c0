import { SkeletonLine } from "../../ui/card.tsx";
import { Details, HeadGrid } from "./layout.ts";

/** A customer of the usual size. */
export function CustomerSkeleton() {
  return (
    <>
      <HeadGrid>
        <div style={{ gridRow: "1 / span 2" }}>
          <SkeletonLine width="40px" height={46} />
        </div>
        <SkeletonLine width="60%" height={32} />
        <span />
        <Details>
          <SkeletonLine width="85%" />
          <SkeletonLine width="65%" />
          <SkeletonLine width="75%" height={16} />
        </Details>
      </HeadGrid>
      <div style={{ marginTop: 12 }}>
        <SkeletonLine width="80%" />
      </div>
      <div style={{ marginTop: 12 }}>
        <SkeletonLine width="55%" />
      </div>
    </>
  );
}
