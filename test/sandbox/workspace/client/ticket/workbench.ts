import { people } from "../api/people.ts";
import { createStore } from "../api/store.ts";
import type { Ticket, TicketStatus } from "../api/types.ts";
import { sendJson } from "../api/zendesk.ts";
import type { Directory } from "../session.ts";
import { notify } from "../toasts.ts";
import type { Host } from "../zaf/host.ts";
import { changesBetween, type TicketFacts, watchedProperties } from "../zaf/ticket-properties.ts";
import { createDraft, type Draft, type DraftState, edited, emptyComposer, updateOf } from "./draft.ts";
import { loadTicket } from "./load-ticket.ts";

const OPEN_TABS = "open-tickets";

const storedTabs = (): number[] => {
  try {
    return JSON.parse(sessionStorage.getItem(OPEN_TABS) ?? "[]") as number[];
  } catch {
    return [];
  }
};

/** The tickets that are open in tabs, with their drafts. */
export function createWorkbench(directory: Directory, host: Host) {
  const tabs = createStore<number[]>(storedTabs());
  const drafts = new Map<number, Promise<Draft>>();
  const turns = new Map<number, number>();
  tabs.subscribe(() => sessionStorage.setItem(OPEN_TABS, JSON.stringify(tabs.get())));

  function facts(state: DraftState): TicketFacts {
    return {
      ticket: edited(state),
      comments: state.comments,
      composer: state.composer,
      person: (id) => (id === null ? undefined : people.get().get(id)),
      groups: directory.groups,
      brands: directory.brands,
      fields: directory.fields,
      subdomain: directory.account.subdomain,
    };
  }

  function tellApps(before: DraftState, after: DraftState) {
    const id = after.ticket.id;
    const changes = changesBetween(watchedProperties(facts(before)), watchedProperties(facts(after)));
    for (const change of changes) {
      host.tellTicket(id, `${change.propertyName}.changed`, change.newValue);
      host.tellTicket(id, "*.changed", change);
    }
  }

  /** Reads the ticket anew; of several readings at once only the last one begun counts. */
  async function reload(draft: Draft) {
    const { id } = draft.get().ticket;
    const turn = (turns.get(id) ?? 0) + 1;
    turns.set(id, turn);
    const server = await loadTicket(id);
    if (turns.get(id) === turn) draft.update(server);
  }

  async function refresh(id: number) {
    const draft = await drafts.get(id)?.catch(() => null);
    if (draft) await reload(draft).catch((error: Error) => notify(error.message, "error"));
  }

  async function save(draft: Draft, status: TicketStatus) {
    const { id } = draft.get().ticket;
    const asked = await host.askTicket(id, "ticket.save");
    if (asked.blocked) {
      notify(asked.message ?? "An app stopped this update.", "error");
      host.tellTicket(id, "ticket.submit.fail");
      return;
    }
    const update = updateOf(draft.get(), status);
    const wasPublic = draft.get().composer.public;
    try {
      await sendJson<{ ticket: Ticket }>("PUT", `/api/v2/tickets/${id}.json`, { ticket: update });
      draft.update({ edits: {}, composer: emptyComposer(wasPublic) });
      await reload(draft);
      notify(`Ticket #${id} has been updated`);
      host.tellTicket(id, "ticket.submit.done");
    } catch (error) {
      notify((error as Error).message, "error");
      host.tellTicket(id, "ticket.submit.fail");
    }
  }

  return {
    tabs,
    facts,
    refresh,

    /** The ticket's draft, opening a tab for it if there is none. */
    open(id: number): Promise<Draft> {
      if (!tabs.get().includes(id)) tabs.set([...tabs.get(), id]);
      const draft = drafts.get(id) ?? loadTicket(id).then((server) => createDraft(server, tellApps));
      drafts.set(id, draft);
      draft.catch(() => drafts.delete(id));
      return draft;
    },

    close(id: number) {
      tabs.set(tabs.get().filter((open) => open !== id));
      drafts.delete(id);
    },

    refreshAll: () => Promise.all([...drafts.keys()].map(refresh)),

    /** Asks the apps, sends the changes and the comment, and tells the apps what came of it. */
    async submit(draft: Draft, status: TicketStatus) {
      const { id } = draft.get().ticket;
      draft.update({ saving: true });
      host.tellTicket(id, "ticket.submit.start");
      await save(draft, status);
      draft.update({ saving: false });
      host.tellTicket(id, "ticket.submit.always");
    },
  };
}

export type Workbench = ReturnType<typeof createWorkbench>;
