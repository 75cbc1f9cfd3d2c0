import { useId } from "react";
import { useStore } from "../api/store.ts";
import { useSession } from "../session.ts";
import { assigneeChoices, choiceKey } from "./assignee.ts";
import { type Draft, edited } from "./draft.ts";

/** Who has the ticket: a group, or an agent in a group. */
export function AssigneeField({ draft }: { draft: Draft }) {
  const { me, groups, agents } = useSession();
  const ticket = edited(useStore(draft));
  const id = useId();
  const sections = assigneeChoices(groups, agents);
  const all = sections.flatMap(({ choices }) => choices);
  const value = choiceKey(ticket.group_id, ticket.assignee_id);

  const choose = (key: string) => {
    const choice = all.find((candidate) => candidate.key === key);
    if (choice) draft.edit({ group_id: choice.group_id, assignee_id: choice.assignee_id });
  };

  return (
    <div className="field">
      <span className="label-row">
        <label htmlFor={id}>Assignee*</label>
        {ticket.assignee_id !== me.id && (
          <button
            type="button"
            className="link-button"
            onClick={() =>
              draft.edit({
                assignee_id: me.id,
                ...(me.default_group_id ? { group_id: me.default_group_id } : {}),
              })
            }
          >
            take it
          </button>
        )}
      </span>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {!all.some(({ key }) => key === value) && (
          <option value={value}>
            {agents.find((agent) => agent.id === ticket.assignee_id)?.name ?? "–"}
          </option>
        )}
        {sections.map(({ group, choices }) => (
          <optgroup key={group.id} label={group.name}>
            {choices.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
