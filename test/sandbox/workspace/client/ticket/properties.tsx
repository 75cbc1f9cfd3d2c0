import { people } from "../api/people.ts";
import { useStore } from "../api/store.ts";
import { useSession } from "../session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { AssigneeField } from "./assignee-field.tsx";
import { CustomFields } from "./custom-fields.tsx";
import { type Draft, edited } from "./draft.ts";
import { SelectField } from "./select-field.tsx";
import { TagsField } from "./tags-field.tsx";

const named = (...names: string[]) => names.map((name) => ({ value: name.toLowerCase(), name }));

const TYPES = named("Question", "Incident", "Problem", "Task");
const PRIORITIES = named("Low", "Normal", "High", "Urgent");

/** The pane at the left: whose ticket this is, who has it, and its fields. */
export function Properties({ draft, disabled }: { draft: Draft; disabled: boolean }) {
  const { brands } = useSession();
  const ticket = edited(useStore(draft));
  const known = useStore(people);
  const requester = known.get(ticket.requester_id);
  const followers = (ticket.follower_ids ?? []).map((id) => known.get(id)?.name).filter(Boolean);

  return (
    <aside className="properties" aria-label="Ticket fields">
      <fieldset disabled={disabled}>
        <div className="field">
          <span>Brand</span>
          <output className="read-only">
            {brands.find(({ id }) => id === ticket.brand_id)?.name ?? "–"}
          </output>
        </div>
        <div className="field">
          <span>Requester</span>
          <output className="read-only person" aria-label="Requester">
            {requester && <Avatar name={requester.name} size={20} />}
            <span>{requester?.name ?? "–"}</span>
          </output>
        </div>
        <AssigneeField draft={draft} />
        <div className="field">
          <span>Followers</span>
          <output className="read-only muted">{followers.join(", ") || "None"}</output>
        </div>
        <hr />
        <TagsField tags={ticket.tags} onChange={(tags) => draft.edit({ tags })} />
        <div className="field-pair">
          <SelectField
            label="Type"
            value={ticket.type}
            options={TYPES}
            onChange={(type) => draft.edit({ type })}
          />
          <SelectField
            label="Priority"
            value={ticket.priority}
            options={PRIORITIES}
            onChange={(priority) => draft.edit({ priority })}
          />
        </div>
        <CustomFields draft={draft} />
      </fieldset>
    </aside>
  );
}
