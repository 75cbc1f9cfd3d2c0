import type { Group, User } from "../api/types.ts";

/** A choice of assignee: a group alone, or an agent in their group. */
export interface AssigneeChoice {
  key: string;
  label: string;
  group_id: number;
  assignee_id: number | null;
}

export const choiceKey = (groupId: number | null, agentId: number | null) =>
  `${groupId ?? ""}/${agentId ?? ""}`;

/** Every group, with its agents below it. */
export function assigneeChoices(
  groups: Group[],
  agents: User[],
): { group: Group; choices: AssigneeChoice[] }[] {
  return groups.map((group) => ({
    group,
    choices: [
      { key: choiceKey(group.id, null), label: group.name, group_id: group.id, assignee_id: null },
      ...agents
        .filter((agent) => agent.default_group_id === group.id)
        .map((agent) => ({
          key: choiceKey(group.id, agent.id),
          label: `${group.name}/${agent.name}`,
          group_id: group.id,
          assignee_id: agent.id,
        })),
    ],
  }));
}
