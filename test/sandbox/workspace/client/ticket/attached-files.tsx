import type { Upload } from "../api/types.ts";
import { Icon } from "../ui/icon.tsx";

interface AttachedFilesProps {
  uploads: Upload[];
  onRemove(token: string): void;
}

/** The files that go out with the comment, pictures as pictures. */
export function AttachedFiles({ uploads, onRemove }: AttachedFilesProps) {
  return uploads.map(({ token, attachment: { file_name, content_type, content_url } }) => (
    <span key={token} className="chip attached">
      {content_type.startsWith("image/") ? <img src={content_url} alt="" /> : <Icon name="file" size={14} />}
      <span className="attached-name">{file_name}</span>
      <button type="button" aria-label={`Remove ${file_name}`} onClick={() => onRemove(token)}>
        <Icon name="close" size={10} />
      </button>
    </span>
  ));
}
