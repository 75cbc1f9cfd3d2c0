import { useEffect, useState } from "react";
import { type Comment, readComment } from "../../zaf/comment.ts";
import { useZaf } from "../../zaf/zaf-provider.tsx";

const EVENTS = ["comment.text.changed", "comment.type.changed"];

/** The agent stopped typing for this long. */
const PAUSE = 250;

/** What the agent writes in Zendesk's own composer, a moment later. */
export function useComment(): Comment | null {
  const { client } = useZaf();
  const [comment, setComment] = useState<Comment | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const read = () => readComment(client).then(setComment, () => undefined);
    const readSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, PAUSE);
    };
    for (const event of EVENTS) client.on(event, readSoon);
    read();
    return () => {
      clearTimeout(timer);
      for (const event of EVENTS) client.off(event, readSoon);
    };
  }, [client]);
  return comment;
}
