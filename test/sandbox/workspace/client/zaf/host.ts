import { createFrame, type Frame, type FrameOptions, type HookOutcome } from "./frame.ts";

const HOOK_TIMEOUT_MS = 30_000;

/** All iframes of all apps in this window, and what they have to do with each other. */
export function createHost() {
  const frames = new Map<string, Frame>();
  const siblings = (installationId: number) =>
    [...frames.values()].filter((frame) => frame.metadata.installationId === installationId);

  /** Tells everyone of the installation who listens to this event of this instance. */
  function deliver(installationId: number, event: string, message: unknown, instanceGuid: string) {
    for (const frame of siblings(installationId)) frame.emit(event, message, instanceGuid);
  }

  return {
    open(options: Omit<FrameOptions, "scopeOf" | "onTrigger" | "hookTimeoutMs">): Frame {
      const { installationId } = options.metadata;
      const frame = createFrame({
        ...options,
        hookTimeoutMs: HOOK_TIMEOUT_MS,
        scopeOf: (guid) => siblings(installationId).find((frame) => frame.guid === guid)?.scope,
        onTrigger: (event, message, instanceGuid) => deliver(installationId, event, message, instanceGuid),
        onRegistered() {
          options.onRegistered();
          for (const sibling of siblings(installationId)) {
            if (sibling !== frame) sibling.emit("instance.created", options.context);
          }
        },
      });
      frames.set(frame.guid, frame);
      return frame;
    },

    close(guid: string) {
      const frame = frames.get(guid);
      frame?.emit("app.willDestroy");
      frames.delete(guid);
    },

    deliver,

    /** The contexts of an installation's instances, by guid. */
    instances: (installationId: number) =>
      Object.fromEntries(siblings(installationId).map(({ guid, context }) => [guid, context])),

    /** Tells every app. */
    broadcast(event: string, message: unknown) {
      for (const frame of frames.values()) frame.emit(event, message);
    },

    /** Tells the apps on one ticket. */
    tellTicket(ticketId: number, event: string, message?: unknown) {
      for (const frame of frames.values()) {
        if (frame.context.ticketId === ticketId) frame.emit(event, message);
      }
    },

    /** Asks the apps on one ticket whether to go on; the first refusal decides. */
    async askTicket(ticketId: number, event: string): Promise<HookOutcome> {
      const asked = [...frames.values()].filter((frame) => frame.context.ticketId === ticketId);
      const outcomes = await Promise.all(asked.map((frame) => frame.hook(event)));
      return outcomes.find((outcome) => outcome.blocked) ?? { blocked: false };
    },
  };
}

export type Host = ReturnType<typeof createHost>;
