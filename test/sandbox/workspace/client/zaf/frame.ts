import {
  type AppContext,
  type AppMessage,
  type AppMetadata,
  type HostMessage,
  parseAppMessage,
  type ZafError,
} from "./protocol.ts";
import type { ResponseArgs } from "./request.ts";
import { createSubscriptions } from "./subscriptions.ts";

/** What an app can read and do where it runs. A path that it does not know throws a `PathError`. */
export interface AppScope {
  get(path: string): unknown;
  set(path: string, value: unknown): void;
  invoke(path: string, args: unknown[]): unknown;
}

export interface FrameOptions {
  context: AppContext;
  metadata: AppMetadata;
  post(message: HostMessage): void;
  scope: AppScope;
  /** What another instance that the app names can read and do. */
  scopeOf(instanceGuid: string): AppScope | undefined;
  request(options: unknown): Promise<{ ok: boolean; responseArgs: ResponseArgs }>;
  onRegistered(): void;
  onTrigger(event: string, message: unknown, instanceGuid: string): void;
  hookTimeoutMs: number;
}

/** What became of a hook: go on, or stop with a message for the agent. */
export type HookOutcome = { blocked: false } | { blocked: true; message: string | null };

const GO_ON: HookOutcome = { blocked: false };

/** One iframe's side of the conversation with its app, as ZAF speaks it. */
export function createFrame(options: FrameOptions) {
  const { post } = options;
  const guid = options.context.instanceGuid;
  const subscriptions = createSubscriptions();
  const replies = new Map<string, (outcome: HookOutcome) => void>();
  /** An activation that came before its handler: the SDK subscribes only after it is registered. */
  const unheard = new Map<string, unknown>();
  let registered = false;

  function register() {
    if (registered) return;
    registered = true;
    post({
      key: "zaf.app.registered",
      message: { context: options.context, metadata: options.metadata },
    });
    options.onRegistered();
  }

  async function answer(id: number, kind: "get" | "set" | "invoke", params: unknown, instance: string) {
    const scope = instance === guid ? options.scope : (options.scopeOf(instance) ?? options.scope);
    const errors: Record<string, ZafError> = {};
    const result: Record<string, unknown> = { errors };
    const calls: [string, unknown][] = Array.isArray(params)
      ? params.map((path) => [String(path), undefined])
      : Object.entries((params ?? {}) as Record<string, unknown>);
    for (const [path, value] of calls) {
      try {
        if (kind === "get") result[path] = scope.get(path);
        else if (kind === "set") scope.set(path, value);
        else result[path] = await scope.invoke(path, Array.isArray(value) ? value : [value]);
      } catch (error) {
        const { name, message } = error as Error;
        errors[path] = { name, message };
      }
    }
    post({ id, result });
  }

  async function bridge(key: string, message: unknown) {
    const { ok, responseArgs } = await options.request(message);
    post({ key: `zaf.${key}.${ok ? "done" : "fail"}`, message: { responseArgs } });
  }

  function handleKey(key: string, { message, error, instanceGuid = guid }: AppMessage) {
    if (key === "iframe.handshake") return register();
    if (key.startsWith("request:")) return void bridge(key, message);
    const [, verb, event] = /^iframe\.(on|off|trigger|reply):(.+)$/.exec(key) ?? [];
    if (!verb || !event) return;
    if (verb === "trigger") return options.onTrigger(event, message, instanceGuid);
    if (verb === "reply") {
      const outcome: HookOutcome = error ? { blocked: true, message: error.msg || null } : GO_ON;
      return replies.get(event)?.(outcome);
    }
    const count = (message as { subscriberCount?: number } | undefined)?.subscriberCount;
    subscriptions.set(event, instanceGuid, count ?? (verb === "on" ? 1 : 0));
    if (verb === "on" && unheard.has(event)) {
      emit(event, unheard.get(event));
      unheard.delete(event);
    }
  }

  function emit(event: string, message?: unknown, instance = guid) {
    if (!registered || !subscriptions.has(event, instance)) return;
    post({
      key: `zaf.${event}`,
      ...(message !== undefined && { message }),
      ...(instance !== guid && { instanceGuid: instance }),
    });
  }

  /** Asks the app whether to go on; one that does not listen agrees, one that stays silent too long does not. */
  function hook(event: string): Promise<HookOutcome> {
    if (!registered || !subscriptions.has(event, guid)) return Promise.resolve(GO_ON);
    return new Promise((resolve) => {
      const message = `${options.metadata.name} did not answer in time.`;
      const timer = setTimeout(() => settle({ blocked: true, message }), options.hookTimeoutMs);
      function settle(outcome: HookOutcome) {
        clearTimeout(timer);
        replies.delete(event);
        resolve(outcome);
      }
      replies.set(event, settle);
      post({ key: `zaf.${event}`, needsReply: true, instanceGuid: guid });
    });
  }

  const kinds = options.context.location === "nav_bar" ? ["app", "pane"] : ["app"];

  /** Tells the app that the agent came to it. */
  function activate(firstLoad: boolean) {
    for (const event of kinds.map((kind) => `${kind}.activated`)) {
      if (subscriptions.has(event, guid)) emit(event, { firstLoad });
      else unheard.set(event, { firstLoad });
    }
  }

  /** Tells the app that the agent went elsewhere. */
  function deactivate() {
    unheard.clear();
    for (const kind of kinds) emit(`${kind}.deactivated`);
  }

  return {
    guid,
    context: options.context,
    metadata: options.metadata,
    scope: options.scope,
    emit,
    hook,
    activate,
    deactivate,
    receive(data: unknown) {
      const message = parseAppMessage(data);
      if (!message) return;
      if (message.request && message.id !== undefined) {
        void answer(message.id, message.request, message.params, message.instanceGuid ?? guid);
      } else if (message.key) {
        handleKey(message.key, message);
      }
    },
  };
}

export type Frame = ReturnType<typeof createFrame>;
