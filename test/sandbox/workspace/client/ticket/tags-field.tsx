import { type KeyboardEvent, useId, useState } from "react";
import { Icon } from "../ui/icon.tsx";

interface TagsFieldProps {
  tags: string[];
  onChange(tags: string[]): void;
}

/** Tags as chips; Enter, a comma or a space adds what was typed, Backspace takes the last away. */
export function TagsField({ tags, onChange }: TagsFieldProps) {
  const [text, setText] = useState("");
  const id = useId();

  const add = () => {
    const tag = text.trim().toLowerCase().replace(/\s+/g, "_");
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
    setText("");
  };
  const onKey = (event: KeyboardEvent) => {
    if (["Enter", ",", " "].includes(event.key)) {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && text === "" && tags.length > 0) {
      onChange(tags.slice(0, -1));
    }
  };

  return (
    <div className="field">
      <label htmlFor={id}>Tags</label>
      <div className="tags-input">
        {tags.map((tag) => (
          <span key={tag} className="chip">
            {tag}
            <button
              type="button"
              aria-label={`Remove tag ${tag}`}
              onClick={() => onChange(tags.filter((other) => other !== tag))}
            >
              <Icon name="close" size={10} />
            </button>
          </span>
        ))}
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
          onBlur={add}
        />
      </div>
    </div>
  );
}
