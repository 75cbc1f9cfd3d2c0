import type { TicketStatus } from "../api/types.ts";
import { type Draft, edited } from "../ticket/draft.ts";
import { PathError } from "./protocol.ts";
import type { ScopeParts } from "./scope.ts";
import { commentObject, type TicketFacts, ticketObject } from "./ticket-properties.ts";

const STATUSES: TicketStatus[] = ["new", "open", "pending", "hold", "solved"];
const isStatus = (value: string): value is TicketStatus => (STATUSES as string[]).includes(value);

/** Whether the customer sees a comment of a type. */
const COMMENT_TYPES = new Map([
  ["publicReply", true],
  ["internalNote", false],
]);

const textOf = (html: string) => new DOMParser().parseFromString(html, "text/html").body.textContent;

/** What an app on a ticket can read and change: the draft that the agent sees. */
export function ticketScope(draft: Draft, facts: () => TicketFacts): ScopeParts {
  const now = () => edited(draft.get());
  const append = (text: string) => draft.compose({ text: draft.get().composer.text + text });
  const setText = (text: string) => draft.compose({ text: String(text) });
  const setType = (type: string) => {
    const known = COMMENT_TYPES.get(type);
    if (known === undefined) throw new PathError(`"${type}" is not a type of comment on this ticket`);
    draft.compose({ public: known });
  };
  const appendHtml = (html: string) => append(textOf(html));

  return {
    objects: {
      ticket: () => ticketObject(facts()),
      comment: () => commentObject(draft.get().composer),
      ticketFields: () =>
        facts().fields.map(({ id, title, type }) => ({ name: `custom_field_${id}`, label: title, type })),
    },
    properties: [
      {
        pattern: /^ticket\.customField:custom_field_(\d+)$/,
        get(id) {
          const field = now().custom_fields?.find((candidate) => candidate.id === Number(id));
          if (!field) throw new PathError(`There is no custom field ${id}`);
          return field.value;
        },
        set(id, value) {
          draft.edit({ custom: { ...draft.get().edits.custom, [Number(id)]: value } });
        },
      },
    ],
    setters: {
      "ticket.subject": (subject: string) => draft.edit({ subject }),
      "ticket.priority": (priority: string) => draft.edit({ priority: priority === "-" ? null : priority }),
      "ticket.type": (type: string) => draft.edit({ type: type === "ticket" ? null : type }),
      "ticket.tags": (tags: string[]) => draft.edit({ tags }),
      "ticket.status": (status: string) => {
        if (!isStatus(status)) throw new PathError(`"${status}" is not a status that an agent can set`);
        draft.edit({ status });
      },
      "ticket.assignee": ({ userId, groupId }: { userId?: number; groupId?: number }) =>
        draft.edit({
          ...(userId !== undefined && { assignee_id: userId }),
          ...(groupId !== undefined && { group_id: groupId }),
        }),
      "comment.text": setText,
      "comment.type": setType,
      "ticket.comment.text": setText,
      "ticket.comment.type": setType,
    },
    actions: {
      "comment.appendText": append,
      "comment.appendHtml": appendHtml,
      "comment.appendMarkdown": append,
      "ticket.comment.appendText": append,
      "ticket.comment.appendHtml": appendHtml,
      "ticket.comment.appendMarkdown": append,
      "ticket.editor.insert": append,
      "ticket.tags.add": (tags: string | string[]) =>
        draft.edit({ tags: [...new Set([...now().tags, ...[tags].flat()])] }),
      "ticket.tags.remove": (tags: string | string[]) =>
        draft.edit({ tags: now().tags.filter((tag) => ![tags].flat().includes(tag)) }),
    },
  };
}
