import { useLayoutEffect, useRef } from "react";
import { people } from "../api/people.ts";
import { useStore } from "../api/store.ts";
import { channelName } from "./channels.ts";
import { CommentItem } from "./comment-item.tsx";
import { type Draft, edited } from "./draft.ts";

/** The subject and everything that was said, oldest first. */
export function Conversation({ draft, active }: { draft: Draft; active: boolean }) {
  const state = useStore(draft);
  const known = useStore(people);
  const ticket = edited(state);
  const scroller = useRef<HTMLElement>(null);
  const newest = state.comments.at(-1)?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new comment or the tab's opening shows the end
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [newest, active]);

  return (
    <section className="conversation" aria-label="Conversation" ref={scroller}>
      <header className="conversation-header">
        <input
          className="subject"
          aria-label="Subject"
          value={ticket.subject ?? ""}
          placeholder="No subject"
          disabled={state.ticket.status === "closed"}
          onChange={(event) => draft.edit({ subject: event.target.value })}
        />
        <p className="muted">{channelName(ticket)}</p>
      </header>
      <ol className="comments">
        {state.comments.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            author={known.get(comment.author_id)}
            fromRequester={comment.author_id === ticket.requester_id}
          />
        ))}
      </ol>
    </section>
  );
}
