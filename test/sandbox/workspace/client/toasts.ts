import { createStore } from "./api/store.ts";

export type ToastKind = "notice" | "alert" | "error";

export interface Toast {
  id: number;
  kind: ToastKind;
  text: string;
}

const DEFAULT_MS = 5000;
let lastId = 0;

/** What is shown at the top right at the moment. */
export const toasts = createStore<Toast[]>([]);

/** Takes a notification away. */
export function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

/** Shows a notification for a while; a sticky one until the agent closes it. */
export function notify(
  text: string,
  kind: ToastKind = "notice",
  options: { sticky?: boolean; ms?: number } = {},
): void {
  lastId += 1;
  const id = lastId;
  toasts.set([...toasts.get(), { id, kind, text }]);
  if (!options.sticky) setTimeout(() => dismiss(id), options.ms ?? DEFAULT_MS);
}
