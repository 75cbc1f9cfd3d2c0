import { recordInvalid } from "../http/errors.ts";
import type { Attachment, Audit, Comment, User } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { htmlToText, textToHtml } from "./html.ts";
import type { CommentInput } from "./ticket-input.ts";

/** A comment without words and without files is no comment. */
export const isBlank = ({ body, html_body, uploads = [] }: CommentInput): boolean =>
  !body?.trim() && !html_body?.trim() && uploads.length === 0;

/** Who a comment is by: whom it names, else the one who is asking. */
export function authorOf(state: ZendeskState, { author_id: id }: CommentInput, actor: User): User {
  const author = id === undefined ? actor : state.users.get(id);
  if (!author) throw recordInvalid("author", "Author: is not valid", "InvalidValue");
  return author;
}

/** Says no to a comment that names unknown uploads, before anything is written. */
export function checkUploads(state: ZendeskState, { uploads = [] }: CommentInput): void {
  for (const token of uploads) {
    if (!state.uploads.has(token)) throw recordInvalid("base", "Attachment token is invalid", "InvalidValue");
  }
}

function takeUploads(state: ZendeskState, { uploads = [] }: CommentInput): Attachment[] {
  return uploads.flatMap((token) => {
    const attachments = state.uploads.get(token) ?? [];
    state.uploads.delete(token);
    return attachments;
  });
}

/** Writes a comment into an audit. */
export function addComment(state: ZendeskState, audit: Audit, input: CommentInput, author: User): Comment {
  const { html_body: html } = input;
  const body = html === undefined ? (input.body ?? "") : htmlToText(html);
  const comment: Comment = {
    id: state.nextId("audit"),
    type: "Comment",
    audit_id: audit.id,
    author_id: author.id,
    body,
    // Zendesk cleans what it is given; here only the words stay, so that nothing in it can run.
    html_body: textToHtml(body),
    public: input.public ?? true,
    attachments: takeUploads(state, input),
    via: audit.via,
    metadata: audit.metadata,
    created_at: audit.created_at,
  };
  audit.comment = comment;
  return comment;
}
