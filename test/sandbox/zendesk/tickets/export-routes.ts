import type { Account } from "../account.ts";
import { type ApiContext, createApi, originOf } from "../http/api.ts";
import { agentsOnly } from "../http/authentication.ts";
import { invalidAttribute, ZendeskError } from "../http/errors.ts";
import type { RateWindows } from "../http/rate-limit.ts";
import type { Ticket } from "../records.ts";
import { presentTicket } from "./present-ticket.ts";
import { sideLoad } from "./side-load.ts";

const MOST = 1000;

interface Position {
  time: number;
  id: number;
}

const encode = ({ time, id }: Position) => btoa(`${time}||${id}`);

function decode(cursor: string): Position {
  const [, time, id] = /^(\d+)\|\|(\d+)$/.exec(Buffer.from(cursor, "base64").toString()) ?? [];
  if (!time || !id) throw invalidAttribute("cursor", "is not valid");
  return { time: Number(time), id: Number(id) };
}

/** The cursor export: every ticket that changed since a time, deleted ones too, in order of change. */
export function exportRoutes({ state }: Account, windows: RateWindows) {
  const api = createApi();

  function begin(c: ApiContext): Position {
    const cursor = c.req.query("cursor");
    if (cursor) return decode(cursor);
    const start = Number(c.req.query("start_time"));
    if (!c.req.query("start_time") || !Number.isInteger(start)) {
      throw invalidAttribute("start_time", "must be an integer");
    }
    if (start > Date.now() / 1000 - state.limits.exportLagSeconds) {
      throw new ZendeskError(422, {
        error: "InvalidValue",
        description: "Too recent start_time. Use a start_time older than 60 seconds",
      });
    }
    return { time: start, id: 0 };
  }

  api.get("/incremental/tickets/cursor", agentsOnly, (c) => {
    windows.demand("incremental exports", state.limits.exportsPerMinute, 60);
    const from = begin(c);
    const size = Math.min(MOST, Number(c.req.query("per_page")) || MOST);
    const until = Date.now() / 1000 - state.limits.exportLagSeconds;
    const isAfter = ({ generated_timestamp: time, id }: Ticket) =>
      time > from.time || (time === from.time && id > from.id);
    const waiting = [...state.tickets.values()]
      .filter((ticket) => isAfter(ticket) && ticket.generated_timestamp <= until)
      .sort((a, b) => a.generated_timestamp - b.generated_timestamp || a.id - b.id);
    const tickets = waiting.slice(0, size);
    const last = tickets.at(-1);
    const cursor = last ? encode({ time: last.generated_timestamp, id: last.id }) : encode(from);
    const origin = originOf(c);
    return c.json({
      tickets: tickets.map((ticket) => presentTicket(ticket, origin)),
      ...sideLoad(state, tickets, c.req.query("include") ?? "", origin),
      after_cursor: cursor,
      after_url: `${origin}/api/v2/incremental/tickets/cursor.json?cursor=${encodeURIComponent(cursor)}`,
      before_cursor: null,
      before_url: null,
      end_of_stream: waiting.length <= size,
    });
  });

  return api;
}
