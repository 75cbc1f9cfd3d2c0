import { createStore, type Store } from "../api/store.ts";
import type { Comment, Ticket, Upload } from "../api/types.ts";

/** The fields that an agent changes before submitting. */
export type TicketEdits = Partial<
  Pick<Ticket, "subject" | "status" | "priority" | "type" | "tags" | "assignee_id" | "group_id">
> & { custom?: Record<number, unknown> };

export interface ComposerState {
  public: boolean;
  text: string;
  uploads: Upload[];
}

/** A ticket as it is on the server, and what the agent has changed but not submitted. */
export interface DraftState {
  ticket: Ticket;
  comments: Comment[];
  edits: TicketEdits;
  composer: ComposerState;
  saving: boolean;
}

export const emptyComposer = (isPublic: boolean): ComposerState => ({
  public: isPublic,
  text: "",
  uploads: [],
});

/** The ticket with the agent's changes on top. */
export function edited({ ticket, edits }: Pick<DraftState, "ticket" | "edits">): Ticket {
  const { custom = {}, ...rest } = edits;
  const fields = (ticket.custom_fields ?? []).map(({ id, value }) => ({
    id,
    value: id in custom ? custom[id] : value,
  }));
  return { ...ticket, ...rest, custom_fields: fields };
}

/** What a submit sends: only what was changed, and the comment if there is one. */
export function updateOf({ edits, composer }: DraftState, status: string) {
  const { custom, ...fields } = edits;
  const comment = composer.text.trim() !== "" || composer.uploads.length > 0;
  return {
    ...fields,
    status,
    ...(custom && {
      custom_fields: Object.entries(custom).map(([id, value]) => ({ id: Number(id), value })),
    }),
    ...(comment && {
      comment: {
        body: composer.text,
        public: composer.public,
        ...(composer.uploads.length > 0 && { uploads: composer.uploads.map(({ token }) => token) }),
      },
    }),
  };
}

export interface Draft extends Store<DraftState> {
  edit(change: TicketEdits): void;
  compose(change: Partial<ComposerState>): void;
  update(change: Partial<DraftState>): void;
}

/** An open ticket's state; `onChange` hears of every step. */
export function createDraft(
  server: Pick<DraftState, "ticket" | "comments">,
  onChange: (before: DraftState, after: DraftState) => void,
): Draft {
  const store = createStore<DraftState>({
    ...server,
    edits: {},
    composer: emptyComposer(true),
    saving: false,
  });
  const update = (change: Partial<DraftState>) => {
    const before = store.get();
    const after = { ...before, ...change };
    store.set(after);
    onChange(before, after);
  };
  return {
    ...store,
    update,
    edit: (change) => update({ edits: { ...store.get().edits, ...change } }),
    compose: (change) => update({ composer: { ...store.get().composer, ...change } }),
  };
}
