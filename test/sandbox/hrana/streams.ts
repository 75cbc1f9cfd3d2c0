import { randomUUID } from "node:crypto";
import { createBatons } from "./batons.ts";
import type { Connection } from "./connection.ts";
import { ProtocolError, StreamExpired } from "./errors.ts";

export interface Stream {
  readonly connection: Connection;
  /** SQL texts that the client stored, by its id for them. */
  readonly texts: Map<number, string>;
  closed: boolean;
}

export interface Streams {
  /** The stream of a baton, for one request; a new one without a baton. */
  take(baton: string | null | undefined): Stream;
  /** The baton for the stream's next request; null when it was closed. */
  nextBaton(stream: Stream): string | null;
  /** Gives the stream back after a request. */
  giveBack(stream: Stream): void;
  close(stream: Stream): void;
  open(): number;
  closeAll(): void;
}

interface Entry extends Stream {
  id: string;
  turn: number;
  taken: boolean;
  expiry: NodeJS.Timeout | null;
}

export interface StreamOptions {
  /** How long a stream may lie idle before it is closed, and its transaction rolled back. */
  idleMs: number;
  connect(): Connection;
  onExpiry(): void;
}

/** The open streams of a server: one connection each, one request at a time, closed when abandoned. */
export function createStreams({ idleMs, connect, onExpiry }: StreamOptions): Streams {
  const batons = createBatons();
  const entries = new Map<string, Entry>();
  /** Remembered, to tell a client whose stream expired from one that shows rubbish. */
  const expired = new Set<string>();
  const entryOf = (stream: Stream) => stream as Entry;

  function close(stream: Stream): void {
    const entry = entryOf(stream);
    if (entry.expiry) clearTimeout(entry.expiry);
    entries.delete(entry.id);
    entry.closed = true;
    entry.connection.close();
  }

  function find(text: string): Entry {
    const baton = batons.read(text);
    if (baton && expired.has(baton.stream)) throw new StreamExpired();
    const entry = baton && entries.get(baton.stream);
    if (!entry) throw new ProtocolError("Received an invalid baton");
    if (entry.taken || entry.turn !== baton.turn) {
      throw new ProtocolError("Received a baton that has already been used");
    }
    return entry;
  }

  function start(): Entry {
    const entry: Entry = {
      id: randomUUID(),
      turn: 0,
      taken: false,
      expiry: null,
      connection: connect(),
      texts: new Map(),
      closed: false,
    };
    entries.set(entry.id, entry);
    return entry;
  }

  return {
    close,
    take(baton) {
      const entry = baton ? find(baton) : start();
      if (entry.expiry) clearTimeout(entry.expiry);
      entry.taken = true;
      entry.turn += 1;
      return entry;
    },
    nextBaton(stream) {
      const { id, turn, closed } = entryOf(stream);
      return closed ? null : batons.write({ stream: id, turn });
    },
    giveBack(stream) {
      const entry = entryOf(stream);
      if (entry.closed) return;
      entry.taken = false;
      entry.expiry = setTimeout(() => {
        expired.add(entry.id);
        close(entry);
        onExpiry();
      }, idleMs);
      entry.expiry.unref();
    },
    open: () => entries.size,
    closeAll() {
      for (const entry of entries.values()) close(entry);
    },
  };
}
