import { assetUrl } from "../apps/app-url.ts";
import { useRoute } from "../router.ts";
import { useSession } from "../session.ts";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";

/** The dark rail: the workspace's own pages, then those of apps. */
export function Rail() {
  const route = useRoute();
  const { account } = useSession();

  return (
    <nav className="rail" aria-label="Main">
      <span className="rail-mark" aria-hidden="true">
        <svg
          width="26"
          height="26"
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeLinecap="round"
        >
          <title>Workspace</title>
          <path d="M3.5 4.5h9M3.5 8h6M3.5 11.5h3.4" strokeWidth="1.8" />
        </svg>
      </span>
      <Link
        to={{ page: "views", viewId: null }}
        className="rail-item"
        aria-label="Views"
        title="Views"
        aria-current={route.page === "views" ? "page" : undefined}
      >
        <Icon name="views" size={20} />
      </Link>
      {account.apps
        .filter(({ locations }) => locations.nav_bar)
        .map((app) => (
          <Link
            key={app.installationId}
            to={{ page: "app", installationId: app.installationId }}
            className="rail-item"
            aria-label={app.name}
            title={app.name}
            aria-current={
              route.page === "app" && route.installationId === app.installationId ? "page" : undefined
            }
          >
            {app.icons.includes("assets/icon_nav_bar.svg") ? (
              <span
                className="rail-icon"
                style={{ maskImage: `url(${assetUrl(app.installationId, "assets/icon_nav_bar.svg")})` }}
              />
            ) : (
              <Icon name="apps" size={20} />
            )}
          </Link>
        ))}
    </nav>
  );
}
