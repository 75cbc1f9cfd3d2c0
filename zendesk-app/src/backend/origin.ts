/** Where the backend is, as the package wrote it into the page. */
export function backendOrigin(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="sidethread-backend"]')?.content ?? "";
}
