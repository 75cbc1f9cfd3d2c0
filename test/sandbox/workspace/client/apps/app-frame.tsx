import { useEffect, useRef, useState } from "react";
import type { AppInstallation } from "../api/types.ts";
import { colorScheme, useSession } from "../session.ts";
import type { Draft } from "../ticket/draft.ts";
import { carriersFor } from "../zaf/carriers.ts";
import type { Frame } from "../zaf/frame.ts";
import { performRequest } from "../zaf/request.ts";
import { createScope } from "../zaf/scope.ts";
import { ticketScope } from "../zaf/ticket-scope.ts";
import { appOrigin, frameSource } from "./app-url.ts";
import { hostScope } from "./host-scope.ts";

export interface AppFrameProps {
  app: AppInstallation;
  location: string;
  url: string;
  draft?: Draft;
  guid?: string;
  /** Whether the agent sees it now. */
  active: boolean;
  /** Whether its place is unfolded. */
  expanded?: boolean;
  /** An app's own wish for its height is followed, unless the place decides. */
  fill?: boolean;
  onClose?(): void;
}

const START_HEIGHT = "120px";

/** One app in its iframe, with its end of the ZAF protocol. */
export function AppFrame({
  app,
  location,
  url,
  draft,
  active,
  expanded = true,
  fill = false,
  ...props
}: AppFrameProps) {
  const session = useSession();
  const iframe = useRef<HTMLIFrameElement>(null);
  const frame = useRef<Frame | null>(null);
  const [guid] = useState(() => props.guid ?? crypto.randomUUID());
  const [source] = useState(() => frameSource(app.installationId, url, guid, colorScheme.get()));
  const [height, setHeight] = useState(START_HEIGHT);
  const [registered, setRegistered] = useState(false);
  const callbacks = useRef(props);
  callbacks.current = props;

  useEffect(() => {
    const { host, workbench, account } = session;
    const ticketId = draft?.get().ticket.id;
    const element = {
      draft,
      resize: (size: { height?: string }) => size.height && setHeight(size.height),
      close: () => callbacks.current.onClose?.(),
    };
    const scope = createScope(location, [
      hostScope(session, app, element),
      ...(draft ? [ticketScope(draft, () => workbench.facts(draft.get()))] : []),
    ]);
    const origin = appOrigin(source);
    const opened = host.open({
      context: {
        instanceGuid: guid,
        product: "support",
        account: { subdomain: account.subdomain },
        location,
        ...(ticketId !== undefined && { ticketId }),
      },
      metadata: {
        appId: app.appId,
        installationId: app.installationId,
        name: app.name,
        version: app.version,
        settings: app.settings,
      },
      post: (message) => iframe.current?.contentWindow?.postMessage(message, origin),
      scope,
      request: (options) => performRequest(options, carriersFor(app.installationId)),
      onRegistered: () => setRegistered(true),
    });
    frame.current = opened;
    const receive = (event: MessageEvent) => {
      if (event.source === iframe.current?.contentWindow && event.origin === origin)
        opened.receive(event.data);
    };
    addEventListener("message", receive);
    return () => {
      removeEventListener("message", receive);
      host.close(guid);
    };
  }, [session, app, draft, guid, location, source]);

  const seen = useRef(false);
  useEffect(() => {
    if (!registered) return;
    if (active) {
      frame.current?.activate(!seen.current);
      seen.current = true;
    } else if (seen.current) {
      frame.current?.deactivate();
    }
  }, [registered, active]);

  const wasExpanded = useRef(expanded);
  useEffect(() => {
    if (wasExpanded.current === expanded) return;
    wasExpanded.current = expanded;
    frame.current?.emit(expanded ? "app.expanded" : "app.collapsed");
  }, [expanded]);

  return (
    <iframe
      ref={iframe}
      className="app-frame"
      title={app.name}
      src={source}
      style={fill ? undefined : { height }}
      allow="clipboard-write"
    />
  );
}
