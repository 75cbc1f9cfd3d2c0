import type { Account } from "../account.ts";
import { type ApiContext, createApi, idParam, originOf } from "../http/api.ts";
import { agentsOnly } from "../http/authentication.ts";
import { recordNotFound } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import { presentUser } from "../users/present-user.ts";
import {
  presentBrand,
  presentCustomStatus,
  presentGroup,
  presentMembership,
  presentTicketField,
} from "./present.ts";

/** What an account is made of and the API only reads: brands, groups, memberships, ticket fields, statuses. */
export function settingRoutes({ state }: Account) {
  const api = createApi();

  function readable<Item>(
    path: string,
    one: string,
    many: string,
    records: Map<number, Item>,
    present: (record: Item, origin: string) => object,
  ): void {
    const list = (c: ApiContext, items: Item[]) => {
      const page = paginate(c, items);
      return c.json({ [many]: page.items.map((item) => present(item, originOf(c))), ...page.paging });
    };
    api.use(path, agentsOnly);
    api.get(path, (c) => list(c, [...records.values()]));
    api.get(`${path}/:id{[0-9]+}`, agentsOnly, (c) => {
      const record = records.get(idParam(c));
      if (!record) throw recordNotFound();
      return c.json({ [one]: present(record, originOf(c)) });
    });
  }

  readable("/brands", "brand", "brands", state.brands, presentBrand);
  readable("/groups", "group", "groups", state.groups, presentGroup);
  readable(
    "/group_memberships",
    "group_membership",
    "group_memberships",
    state.memberships,
    presentMembership,
  );
  readable("/ticket_fields", "ticket_field", "ticket_fields", state.ticketFields, presentTicketField);
  readable("/custom_statuses", "custom_status", "custom_statuses", state.customStatuses, presentCustomStatus);

  const memberships = (c: ApiContext, of: "user_id" | "group_id") => {
    const found = [...state.memberships.values()].filter((one) => one[of] === idParam(c));
    const { items, paging } = paginate(c, found);
    return c.json({ group_memberships: items.map((one) => presentMembership(one, originOf(c))), ...paging });
  };
  api.get("/users/:id/group_memberships", agentsOnly, (c) => memberships(c, "user_id"));
  api.get("/groups/:id/memberships", agentsOnly, (c) => memberships(c, "group_id"));
  api.get("/groups/:id/users", agentsOnly, (c) => {
    const members = [...state.memberships.values()].filter((one) => one.group_id === idParam(c));
    const { items, paging } = paginate(
      c,
      members.flatMap((one) => state.users.get(one.user_id) ?? []),
    );
    return c.json({ users: items.map((user) => presentUser(user, originOf(c))), ...paging });
  });

  return api;
}
