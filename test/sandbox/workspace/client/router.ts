import { createStore, useStore } from "./api/store.ts";

/** A place in the workspace. */
export type Route =
  | { page: "views"; viewId: number | null }
  | { page: "ticket"; ticketId: number }
  | { page: "app"; installationId: number };

const BASE = "/agent";

function parse(path: string): Route {
  const [, kind, id] = /^\/agent\/(filters|tickets|apps)\/(\d+)/.exec(path) ?? [];
  if (kind === "tickets") return { page: "ticket", ticketId: Number(id) };
  if (kind === "apps") return { page: "app", installationId: Number(id) };
  return { page: "views", viewId: kind === "filters" ? Number(id) : null };
}

const current = createStore<Route>(parse(location.pathname));
addEventListener("popstate", () => current.set(parse(location.pathname)));

/** The address of a place. */
export function pathOf(route: Route): string {
  if (route.page === "ticket") return `${BASE}/tickets/${route.ticketId}`;
  if (route.page === "app") return `${BASE}/apps/${route.installationId}`;
  return route.viewId === null ? `${BASE}/filters` : `${BASE}/filters/${route.viewId}`;
}

/** Goes to a place. */
export function go(route: Route): void {
  history.pushState(null, "", pathOf(route));
  current.set(route);
}

/** Where the agent is. */
export const useRoute = (): Route => useStore(current);
