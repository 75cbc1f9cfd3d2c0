import { useStore } from "../api/store.ts";
import { dismiss, toasts } from "../toasts.ts";
import { Icon } from "../ui/icon.tsx";

/** Notifications at the top right, read out as they come. */
export function Toasts() {
  const shown = useStore(toasts);
  return (
    <section className="toasts" aria-label="Notifications">
      {shown.map(({ id, kind, text }) => (
        <div key={id} className="toast" data-kind={kind} role={kind === "error" ? "alert" : "status"}>
          <Icon name={kind === "notice" ? "check" : "alert"} />
          <span>{text}</span>
          <button
            type="button"
            className="icon-button small"
            aria-label="Dismiss"
            onClick={() => dismiss(id)}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
    </section>
  );
}
