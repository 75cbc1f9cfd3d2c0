import type { ZafClient } from "./client.ts";

/** Keeps the frame as high as the element in it. */
export function followHeight(client: ZafClient, element: HTMLElement): () => void {
  let shown = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === shown || height === 0) return;
    shown = height;
    client.invoke("resize", { width: "100%", height: `${height}px` }).catch(() => undefined);
  });
  observer.observe(element);
  return () => observer.disconnect();
}
