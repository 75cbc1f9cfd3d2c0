import type { Sidebar } from "@sidethread/shared/sidebar";
import { useEffect, useState } from "react";
import { type SaveOutcome, saveComment } from "../../zaf/save-comment.ts";
import { useZaf } from "../../zaf/zaf-provider.tsx";
import { type PendingReply, pendingReply, stillPending } from "./pending-reply.ts";

export interface ReplyState {
  text: string;
  setText: (text: string) => void;
  isSending: boolean;
  failure: Exclude<SaveOutcome, "saved"> | null;
  pending: PendingReply[];
  send: () => Promise<void>;
}

/** The reply being written, and those on their way to the thread. */
export function useReply({ messages, reply }: Sidebar["thread"], onSent: () => void): ReplyState {
  const { client, session } = useZaf();
  const [text, setText] = useState("");
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<ReplyState["failure"]>(null);
  const [sent, setSent] = useState<PendingReply[]>([]);
  const pending = stillPending(sent, messages);

  useEffect(() => {
    if (pending.length < sent.length) setSent(pending);
  }, [pending, sent]);

  const send = async () => {
    const body = text.trim();
    if (!session.ticketId || body === "" || isSending || !reply.possible) return;
    const written = pendingReply(body, reply.channel, messages, new Date());
    setSending(true);
    setFailure(null);
    setSent([...pending, written]);
    const outcome = await saveComment(client, session.ticketId, body);
    setSending(false);
    if (outcome === "saved") {
      setText("");
      onSent();
    } else {
      setSent((others) => others.filter(({ id }) => id !== written.id));
      setFailure(outcome);
    }
  };
  return { text, setText, isSending, failure, pending, send };
}
