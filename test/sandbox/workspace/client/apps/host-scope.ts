import type { AppInstallation } from "../api/types.ts";
import { go } from "../router.ts";
import { colorScheme, type Session } from "../session.ts";
import type { Draft } from "../ticket/draft.ts";
import { notify, type ToastKind } from "../toasts.ts";
import type { ScopeParts } from "../zaf/scope.ts";
import { userObject } from "../zaf/ticket-properties.ts";
import { modal } from "./modal.ts";

/** What the iframe's element does for its app. */
export interface FrameElement {
  draft: Draft | undefined;
  resize(size: { width?: string; height?: string }): void;
  close(): void;
}

interface CreateInstance {
  location: string;
  url: string;
  size?: { width?: string; height?: string };
}

const KINDS = new Set(["notice", "alert", "error"]);
const isKind = (kind: unknown): kind is ToastKind => KINDS.has(kind as string);

function duration(given: unknown): { sticky?: boolean; ms?: number } {
  if (typeof given === "number") return { ms: given };
  return typeof given === "object" && given !== null && "sticky" in given
    ? { sticky: given.sticky === true }
    : {};
}

/** What every app can read and do, wherever it runs. */
export function hostScope(session: Session, app: AppInstallation, element: FrameElement): ScopeParts {
  const { me, groups, account, host } = session;
  const group = groups.find(({ id }) => id === me.default_group_id);

  return {
    objects: {
      currentUser: () => ({
        ...userObject(me),
        groups: group ? [{ id: group.id, name: group.name }] : [],
      }),
      currentAccount: () => ({
        subdomain: account.subdomain,
        planName: "Suite Professional",
        timeZone: { ianaName: me.iana_time_zone ?? "Etc/UTC" },
      }),
      colorScheme: () => colorScheme.get(),
      instances: () => host.instances(app.installationId),
    },
    actions: {
      resize: (size: { width?: string; height?: string }) => element.resize(size),
      notify: (text: string, kind?: unknown, lasting?: unknown) =>
        notify(text, isKind(kind) ? kind : "notice", duration(lasting)),
      routeTo(target: string, id?: unknown) {
        if (target === "ticket") go({ page: "ticket", ticketId: Number(id) });
        else if (target === "nav_bar") go({ page: "app", installationId: app.installationId });
      },
      popover: () => undefined,
      "instances.create": ({ location, url, size = {} }: CreateInstance) => {
        const guid = crypto.randomUUID();
        modal.set({
          guid,
          app,
          url,
          ...(element.draft && { draft: element.draft }),
          size: { width: size.width ?? "500px", height: size.height ?? "300px" },
        });
        const context = { product: "support", account: { subdomain: account.subdomain } };
        return [{ instanceGuid: guid, location, ...context }];
      },
      destroy: () => element.close(),
      "app.close": () => element.close(),
      preloadPane: () => undefined,
      track: () => undefined,
    },
  };
}
