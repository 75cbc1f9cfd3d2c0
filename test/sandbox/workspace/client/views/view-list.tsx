import { useCallback } from "react";
import { useResource } from "../api/resource.ts";
import type { View } from "../api/types.ts";
import { zendesk } from "../api/zendesk.ts";
import { Link } from "../ui/link.tsx";

interface ViewCount {
  view_count: { value: number | null };
}

async function loadCounts(ids: string): Promise<ReadonlyMap<number, number | null>> {
  const counts = ids
    .split(",")
    .filter(Boolean)
    .map(async (id) => {
      const { view_count } = await zendesk<ViewCount>(`/api/v2/views/${id}/count.json`);
      return [Number(id), view_count.value] as const;
    });
  return new Map(await Promise.all(counts));
}

interface ViewListProps {
  views: View[];
  current: number | undefined;
  version: number;
}

/** All views with how many tickets each holds. */
export function ViewList({ views, current, version }: ViewListProps) {
  const ids = views.map(({ id }) => id).join(",");
  const counts = useResource(
    useCallback(() => loadCounts(ids), [ids]),
    version,
  );

  return (
    <nav className="view-list" aria-labelledby="views-title">
      <h2 id="views-title">Views</h2>
      <ul aria-label="Views">
        {views.map(({ id, title }) => (
          <li key={id}>
            <Link to={{ page: "views", viewId: id }} aria-current={id === current ? "page" : undefined}>
              <span>{title}</span> <span className="count">{counts.data?.get(id) ?? ""}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
