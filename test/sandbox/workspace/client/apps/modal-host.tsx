import { useEffect, useRef } from "react";
import { useStore } from "../api/store.ts";
import { useSession } from "../session.ts";
import { Icon } from "../ui/icon.tsx";
import { AppFrame } from "./app-frame.tsx";
import { type Modal, modal } from "./modal.ts";

function ModalWindow({ open }: { open: Modal }) {
  const { host } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const { app, guid, url, size } = open;

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const close = () => {
    host.deliver(app.installationId, "modal.close", undefined, guid);
    modal.set(null);
  };

  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-label={app.name}
      onCancel={close}
      style={{ width: size.width }}
    >
      <header>
        <h2>{app.name}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div style={{ height: size.height }}>
        <AppFrame
          app={app}
          location="modal"
          url={url}
          guid={guid}
          {...(open.draft && { draft: open.draft })}
          active
          fill
          onClose={close}
        />
      </div>
    </dialog>
  );
}

/** Shows the window that an app has opened. */
export function ModalHost() {
  const open = useStore(modal);
  return open && <ModalWindow key={open.guid} open={open} />;
}
