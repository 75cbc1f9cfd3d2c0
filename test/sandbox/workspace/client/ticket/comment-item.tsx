import type { Attachment, Comment, User } from "../api/types.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";

const kilobytes = (bytes: number) =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;

const AttachmentLink = ({ attachment }: { attachment: Attachment }) => (
  <a className="attachment" href={attachment.content_url} target="_blank" rel="noreferrer">
    {attachment.content_type.startsWith("image/") ? (
      <img src={attachment.content_url} alt={attachment.file_name} />
    ) : (
      <span className="attachment-file">
        <Icon name="file" />
        <span>{attachment.file_name}</span>
        <span className="muted">{kilobytes(attachment.size)}</span>
      </span>
    )}
  </a>
);

interface CommentItemProps {
  comment: Comment;
  author: User | undefined;
  fromRequester: boolean;
}

/** One comment: the customer's and the agents' look alike but for their side; a note stands out. */
export function CommentItem({ comment, author, fromRequester }: CommentItemProps) {
  const name = author?.name ?? "System";
  const kind = comment.public ? "Public reply" : "Internal note";

  return (
    <li className="comment" data-kind={comment.public ? (fromRequester ? "customer" : "agent") : "note"}>
      <Avatar name={name} size={32} />
      <article aria-label={`${kind} by ${name}`}>
        <header>
          <strong>{name}</strong>
          {!comment.public && (
            <span className="note-mark">
              <Icon name="lock" size={12} /> Internal
            </span>
          )}
          <Time at={comment.created_at} />
        </header>
        {comment.body.trim() !== "" && (
          <div className="comment-body">{comment.plain_body ?? comment.body}</div>
        )}
        {comment.attachments.length > 0 && (
          <div className="attachments">
            {comment.attachments.map((attachment) => (
              <AttachmentLink key={attachment.id} attachment={attachment} />
            ))}
          </div>
        )}
      </article>
    </li>
  );
}
