import { Hono } from "hono";
import { z } from "zod";
import type { ShopEvents } from "./shop/events.ts";
import { NotInShop } from "./shop/events.ts";
import { gid } from "./shop/ids.ts";
import { orderFigures } from "./shop/order-figures.ts";
import type { Shop } from "./shop/shop.ts";
import type { Customer, Order } from "./shop/state.ts";
import { decimal } from "./views/money.ts";

const newOrder = z.object({
  email: z.email(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int().positive() })).min(1),
});

const customerDetails = z.object({
  firstName: z.string().nullable().default(null),
  lastName: z.string().nullable().default(null),
  email: z.email().nullable().default(null),
  phone: z.string().nullable().default(null),
});

const describeOrder = (order: Order) => ({
  id: gid("Order", order.id),
  name: `#${order.number}`,
  email: order.email,
  total: decimal(orderFigures(order).currentTotal),
  cancelledAt: order.cancelledAt,
  lines: order.lines.map(({ variant, quantity }) => ({
    sku: variant.sku,
    title: variant.productTitle,
    quantity,
  })),
});

const describeCustomer = ({ id, firstName, lastName, email, phone }: Customer) => ({
  id: gid("Customer", id),
  firstName,
  lastName,
  email,
  phone,
});

/** `/_sandbox/…`: lets things happen in the shop, and shows what is in it. */
export function controlRoutes(shop: Shop, events: ShopEvents, uninstall: () => void): Hono {
  const app = new Hono();
  const { state } = shop;

  app.get("/_sandbox/products", (c) => c.json(Array.from(state.variants.values())));
  app.get("/_sandbox/orders", (c) => c.json(Array.from(state.orders.values(), describeOrder)));
  app.post("/_sandbox/orders", async (c) => {
    const wanted = newOrder.safeParse(await c.req.json());
    if (!wanted.success) return c.json({ error: wanted.error.issues }, 422);
    return c.json(describeOrder(events.placeOrder(wanted.data)), 201);
  });
  app.post("/_sandbox/orders/:number{[0-9]+}/fulfil", (c) =>
    c.json(describeOrder(events.fulfilOrder(Number(c.req.param("number"))))),
  );

  app.get("/_sandbox/customers", (c) => c.json(Array.from(state.customers.values(), describeCustomer)));
  app.post("/_sandbox/customers", async (c) => {
    const details = customerDetails.safeParse(await c.req.json());
    if (!details.success) return c.json({ error: details.error.issues }, 422);
    return c.json(describeCustomer(events.createCustomer(details.data)), 201);
  });
  app.patch("/_sandbox/customers/:id{[0-9]+}", async (c) => {
    const body = await c.req.json();
    const details = customerDetails.partial().safeParse(body);
    if (!details.success) return c.json({ error: details.error.issues }, 422);
    const change = Object.fromEntries(Object.entries(details.data).filter(([name]) => name in body));
    return c.json(describeCustomer(events.updateCustomer(Number(c.req.param("id")), change)));
  });

  app.post("/_sandbox/uninstall", (c) => {
    uninstall();
    return c.body(null, 204);
  });
  app.onError((error, c) => {
    if (error instanceof NotInShop) return c.json({ error: error.message }, 404);
    throw error;
  });
  return app;
}
