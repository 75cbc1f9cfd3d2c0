import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "../api/store.ts";
import type { TicketStatus } from "../api/types.ts";
import { useSession } from "../session.ts";
import { Icon } from "../ui/icon.tsx";
import { usePopover } from "../ui/popover.tsx";
import { StatusMark, statusNames } from "../ui/status.tsx";
import { type Draft, edited } from "./draft.ts";

const CHOICES: { status: TicketStatus; code: string; keys: string }[] = [
  { status: "open", code: "KeyO", keys: "Ctrl Alt O" },
  { status: "pending", code: "KeyP", keys: "Ctrl Alt P" },
  { status: "hold", code: "KeyD", keys: "Ctrl Alt D" },
  { status: "solved", code: "KeyS", keys: "Ctrl Alt S" },
];

/** A new ticket that an agent touches becomes open. */
const proposed = (status: TicketStatus): TicketStatus => (status === "new" ? "open" : status);

/** The bar at the bottom with the split button "Submit as …". */
export function SubmitBar({ draft, active }: { draft: Draft; active: boolean }) {
  const { workbench } = useSession();
  const state = useStore(draft);
  const { open, setOpen, anchor } = usePopover();
  const list = useRef<HTMLDivElement>(null);
  const status = proposed(edited(state).status);

  const submit = (as: TicketStatus) => {
    setOpen(false);
    if (!draft.get().saving) void workbench.submit(draft, as);
  };

  useEffect(() => {
    if (!active) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      const choice = CHOICES.find(({ code }) => event.ctrlKey && event.altKey && event.code === code);
      if (!choice || draft.get().saving) return;
      event.preventDefault();
      void workbench.submit(draft, choice.status);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [active, draft, workbench]);

  useEffect(() => {
    if (open) list.current?.querySelector("button")?.focus();
  }, [open]);

  const onMenuKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    items.at((at + step) % items.length)?.focus();
  };

  return (
    <footer className="submit-bar">
      <div className="split" ref={anchor}>
        <button type="button" className="primary" disabled={state.saving} onClick={() => submit(status)}>
          <span>
            Submit as <strong>{statusNames[status]}</strong>
          </span>
        </button>
        <button
          type="button"
          className="primary"
          aria-label="Other statuses"
          aria-haspopup="menu"
          aria-expanded={open}
          disabled={state.saving}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron" />
        </button>
        {open && (
          <div className="popover menu" role="menu" tabIndex={-1} ref={list} onKeyDown={onMenuKey}>
            {CHOICES.map((choice) => (
              <button
                key={choice.status}
                type="button"
                role="menuitem"
                aria-keyshortcuts={choice.keys.replaceAll(" ", "+").replace("Ctrl", "Control")}
                onClick={() => submit(choice.status)}
              >
                <span aria-hidden="true">
                  <StatusMark status={choice.status} />
                </span>
                <span>
                  Submit as <strong>{statusNames[choice.status]}</strong>
                </span>
                <span className="keys" aria-hidden="true">
                  {choice.keys}
                </span>
              </button>
            ))}
          </div>
        )}
      </div>
    </footer>
  );
}
