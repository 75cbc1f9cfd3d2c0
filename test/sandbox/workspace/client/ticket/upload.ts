import type { Upload } from "../api/types.ts";
import { zendesk } from "../api/zendesk.ts";

/** Puts a file at Zendesk; the comment then takes it by its token. */
export async function uploadFile(file: File): Promise<Upload> {
  const { upload } = await zendesk<{ upload: Upload }>(
    `/api/v2/uploads.json?filename=${encodeURIComponent(file.name)}`,
    {
      method: "POST",
      headers: { "content-type": file.type || "application/octet-stream" },
      body: file,
    },
  );
  return upload;
}
