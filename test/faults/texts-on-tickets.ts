import type { Sandbox } from "../sandbox/sandbox.ts";

/** The texts in a comment: where Zendesk's limit is near, several are joined in one. */
export const textsIn = (comment: string): string[] => comment.split("\n\n");

/** What is said in all comments, in the order in which they were made. */
export const textsOnTickets = ({ zendesk }: Sandbox): string[] =>
  [...zendesk.state.audits.values()]
    .flat()
    .toSorted((a, b) => a.id - b.id)
    .flatMap(({ comment }) => (comment ? textsIn(comment.body) : []));
