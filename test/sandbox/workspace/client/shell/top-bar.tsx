import { useStore } from "../api/store.ts";
import { go, useRoute } from "../router.ts";
import { useSession } from "../session.ts";
import { type Draft, edited } from "../ticket/draft.ts";
import { useDraft } from "../ticket/use-draft.ts";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { StatusMark } from "../ui/status.tsx";
import { ProfileMenu } from "./profile-menu.tsx";

function TabLabel({ draft }: { draft: Draft }) {
  const state = useStore(draft);
  const { id, subject, status } = edited(state);
  return (
    <>
      <span className="tab-text">
        <span className="tab-id">#{id}</span> <span className="tab-subject">{subject || "No subject"}</span>
      </span>
      <StatusMark status={status} />
      {(state.composer.text !== "" || Object.keys(state.edits).length > 0) && (
        <span className="tab-dirty" role="img" aria-label="not submitted" />
      )}
    </>
  );
}

function Tab({ ticketId, current }: { ticketId: number; current: boolean }) {
  const { workbench } = useSession();
  const { draft } = useDraft(ticketId);

  const close = () => {
    const others = workbench.tabs.get().filter((id) => id !== ticketId);
    workbench.close(ticketId);
    const next = others.at(-1);
    if (current)
      go(next === undefined ? { page: "views", viewId: null } : { page: "ticket", ticketId: next });
  };

  return (
    <li className="tab" data-current={current}>
      <Link
        to={{ page: "ticket", ticketId }}
        className="tab-link"
        aria-current={current ? "page" : undefined}
      >
        {draft ? <TabLabel draft={draft} /> : <span className="tab-id">#{ticketId}</span>}
      </Link>
      <button
        type="button"
        className="icon-button small"
        aria-label={`Close ticket #${ticketId}`}
        onClick={close}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  );
}

/** Open tickets as tabs, and who is at the screen. */
export function TopBar() {
  const { workbench } = useSession();
  const route = useRoute();
  const tabs = useStore(workbench.tabs);

  return (
    <header className="top-bar">
      <nav aria-label="Open tickets" className="tabs-scroll">
        <ul className="tabs">
          {tabs.map((id) => (
            <Tab key={id} ticketId={id} current={route.page === "ticket" && route.ticketId === id} />
          ))}
        </ul>
      </nav>
      <ProfileMenu />
    </header>
  );
}
