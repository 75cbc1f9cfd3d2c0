import { type ClipboardEvent, type DragEvent, useId, useLayoutEffect, useRef } from "react";
import { people } from "../api/people.ts";
import { useStore } from "../api/store.ts";
import { notify } from "../toasts.ts";
import { Icon } from "../ui/icon.tsx";
import { AttachedFiles } from "./attached-files.tsx";
import type { Draft } from "./draft.ts";
import { uploadFile } from "./upload.ts";

const MODES = [
  { name: "Public reply", icon: "reply", public: true },
  { name: "Internal note", icon: "lock", public: false },
] as const;

const TALLEST_PX = 260;

/** Where the agent writes: to the customer, or to colleagues only. */
export function Composer({ draft }: { draft: Draft }) {
  const { composer, ticket, saving } = useStore(draft);
  const requester = useStore(people).get(ticket.requester_id);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const group = useId();
  const mode = composer.public ? MODES[0] : MODES[1];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = textarea.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, TALLEST_PX)}px`;
  }, [composer.text]);

  const attach = async (files: File[]) => {
    try {
      for (const file of files) {
        const upload = await uploadFile(file);
        draft.compose({ uploads: [...draft.get().composer.uploads, upload] });
      }
    } catch (error) {
      notify((error as Error).message, "error");
    }
  };

  /** Takes files that are pasted or dropped; text goes its usual way. */
  const take = (event: ClipboardEvent | DragEvent, { files }: DataTransfer) => {
    if (files.length === 0) return;
    event.preventDefault();
    void attach([...files]);
  };

  return (
    <section
      className="composer"
      aria-label="Composer"
      data-public={composer.public}
      onPaste={(event) => take(event, event.clipboardData)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer)}
    >
      <div className="composer-top">
        <div className="composer-modes" role="radiogroup" aria-label="Reply type">
          {MODES.map((option) => (
            <label key={option.name} data-checked={option === mode}>
              <input
                type="radio"
                name={group}
                checked={option === mode}
                onChange={() => draft.compose({ public: option.public })}
              />
              <Icon name={option.icon} size={14} />
              {option.name}
            </label>
          ))}
        </div>
        <span className="muted composer-to">
          {composer.public ? `To ${requester?.name ?? "the requester"}` : "Only agents see this"}
        </span>
      </div>
      <textarea
        ref={textarea}
        aria-label={mode.name}
        rows={3}
        value={composer.text}
        disabled={saving}
        placeholder={composer.public ? "Write a reply …" : "Write a note for your colleagues …"}
        onChange={(event) => draft.compose({ text: event.target.value })}
      />
      <div className="composer-bottom">
        <label className="icon-button attach" title="Attach files">
          <Icon name="clip" size={18} />
          <input
            type="file"
            multiple
            aria-label="Attach files"
            onChange={({ target }) => {
              void attach([...(target.files ?? [])]);
              target.value = "";
            }}
          />
        </label>
        <AttachedFiles
          uploads={composer.uploads}
          onRemove={(token) =>
            draft.compose({ uploads: composer.uploads.filter((upload) => upload.token !== token) })
          }
        />
      </div>
    </section>
  );
}
