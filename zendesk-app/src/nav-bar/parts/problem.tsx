import { Notice } from "../../ui/notice.tsx";

/** What went wrong with what somebody just did; spoken at once. */
export function Problem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <div role="alert">
      <Notice type="error">{text}</Notice>
    </div>
  );
}
