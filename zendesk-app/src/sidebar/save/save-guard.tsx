import type { Sidebar } from "@sidethread/shared/sidebar";
import { useEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { useReader } from "../../ui/reader.ts";
import { makeInternalNote, readComment } from "../../zaf/comment.ts";
import { useZaf } from "../../zaf/zaf-provider.tsx";
import { customerName } from "../customer-name.ts";
import { reasonText } from "../thread/reason-text.ts";
import { SaveNotice, type Stop } from "./save-notice.tsx";
import { isReply, whyStopped } from "./why-stopped.ts";

/** An agent waits no longer for us: the server looks at the comment too. */
const LONGEST_WAIT = 2_000;

/** Stops a public comment that could not be delivered as a text, and offers to make it an internal note. */
export default function SaveGuard({ ask }: { ask: () => Promise<Sidebar | null> }) {
  const intl = useIntl();
  const reader = useReader();
  const { client, session } = useZaf();
  const [stop, setStop] = useState<Stop | null>(null);

  const findStop = async (): Promise<Stop | null> => {
    const comment = await readComment(client);
    const sidebar = comment && isReply(comment) ? await ask() : null;
    if (!comment || !sidebar) return null;
    const block = whyStopped(sidebar.thread.reply, comment, session.agent.email, Date.now());
    if (!block) return null;
    const name = customerName(intl, sidebar);
    return { name, reason: reasonText(intl, reader, block, name), state: "stopped" };
  };
  const check = async () => {
    setStop(null);
    const found = await soon(findStop());
    setStop(found);
    if (found) {
      const { name, reason } = found;
      throw new Error(intl.formatMessage({ id: "save.message" }, { name, reason }));
    }
  };
  const current = useRef(check);
  current.current = check;
  useEffect(() => {
    const answer = () => current.current();
    client.on("ticket.save", answer);
    return () => client.off("ticket.save", answer);
  }, [client]);

  const toNote = async () => {
    const state = (await makeInternalNote(client)) ? "noted" : "stuck";
    setStop((now) => now && { ...now, state });
  };
  return <SaveNotice stop={stop} onNote={toNote} />;
}

/** What comes of something in time; null when it fails or takes too long. */
function soon<Result>(work: Promise<Result>): Promise<Result | null> {
  const end = new Promise<null>((resolve) => setTimeout(resolve, LONGEST_WAIT, null));
  return Promise.race([work.catch(() => null), end]);
}
