import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  AWAITS_ORDER,
  haveSpecs,
  type RunningShopify,
  readSpec,
  startShopify,
  until,
} from "./shopify-setup.ts";

const operations = haveSpecs ? await readSpec("operations.graphql") : "";
let running: RunningShopify;

beforeEach(async () => {
  running = await startShopify();
});

afterEach(() => running.close());

/** Runs one of the operations that the product was planned with. */
async function operate(name: string, variables: object = {}) {
  const answer = await running.ask(operations, variables, name);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe.skipIf(!haveSpecs)("every planned operation", () => {
  test("finds a customer and their orders, newest first, page by page", async () => {
    const variables = { id: { emailAddress: "maren.voss@example.com" }, first: 10 };
    const { customerByIdentifier: maren } = await operate("CustomerByIdentifier", variables);
    expect(maren).toMatchObject({ displayName: "Maren Voss", numberOfOrders: "14", locale: "de-DE" });
    const dates = maren.orders.nodes.map(({ processedAt }: { processedAt: string }) => processedAt);
    expect(dates).toEqual(dates.toSorted().reverse());
    const after = maren.orders.pageInfo.endCursor;
    const next = await operate("CustomerByIdentifier", { ...variables, after });
    expect(next.customerByIdentifier.orders.nodes).toHaveLength(4);
    expect(next.customerByIdentifier.orders.pageInfo.hasNextPage).toBe(false);
    const byPhone = await operate("CustomerByIdentifier", {
      id: { phoneNumber: "+4915123456789" },
      first: 1,
    });
    expect(byPhone.customerByIdentifier.id).toBe(maren.id);
    const nobody = await operate("CustomerByIdentifier", {
      id: { emailAddress: "nobody@example.com" },
      first: 1,
    });
    expect(nobody.customerByIdentifier).toBeNull();
  });

  test("searches customers and orders", async () => {
    const { customers } = await operate("CustomersSearch", { q: 'email:"maren.voss@example.com"', first: 5 });
    expect(customers.nodes).toHaveLength(1);
    const { id } = running.latestOrder("maren.voss@example.com");
    const number = running.shopify.state.orders.get(id)!.number;
    const { orders } = await operate("OrdersSearch", { q: `name:${number}`, first: 5 });
    expect(orders.nodes.map(({ name }: { name: string }) => name)).toEqual([`#${number}`]);
    const refunded = await operate("OrdersSearch", { q: "financial_status:refunded", first: 20 });
    const statuses = refunded.orders.nodes.map(
      (order: { displayFinancialStatus: string }) => order.displayFinancialStatus,
    );
    expect(new Set(statuses)).toEqual(new Set(["REFUNDED"]));
    const since = new Date(Date.now() - 7 * 86_400_000).toISOString();
    const recent = await operate("OrdersSearch", { q: `updated_at:>='${since}' status:open`, first: 20 });
    expect(recent.orders.nodes.length).toBeGreaterThan(0);
    for (const { updatedAt } of recent.orders.nodes) expect(updatedAt >= since).toBe(true);
  });

  test("tells an order's detail and suggests its refund", async () => {
    const id = running.latestOrderId("maren.voss@example.com");
    const { order } = await operate("OrderDetail", { id, lines: 10 });
    expect(order).toMatchObject({ displayFulfillmentStatus: "FULFILLED", merchantEditable: false });
    expect(order.fulfillments[0]).toMatchObject({ displayStatus: "DELIVERED" });
    const suggested = await operate("SuggestRefund", { id, full: true });
    const { suggestedRefund } = suggested.order;
    expect(suggestedRefund.amountSet).toEqual(order.currentTotalPriceSet);
    expect(suggestedRefund.suggestedTransactions[0].parentTransaction.id).toBe(order.transactions[0].id);
  });

  test("edits quantities", async () => {
    const id = running.latestOrderId(AWAITS_ORDER);
    const { orderEditBegin } = await operate("OrderEditBegin", { id });
    expect(orderEditBegin.userErrors).toEqual([]);
    const { calculatedOrder } = orderEditBegin;
    const line = calculatedOrder.lineItems.nodes[0];
    const set = await operate("OrderEditSetQuantity", {
      id: calculatedOrder.id,
      lineItemId: line.id,
      quantity: 1,
    });
    expect(set.orderEditSetQuantity.calculatedLineItem.quantity).toBe(1);
    const { orderEditCommit } = await operate("OrderEditCommit", {
      id: calculatedOrder.id,
      notify: true,
      note: "",
    });
    expect(orderEditCommit.userErrors).toEqual([]);
    const { order } = await operate("OrderDetail", { id, lines: 5 });
    expect(order.lineItems.nodes[0]).toMatchObject({
      quantity: 2,
      currentQuantity: 1,
      unfulfilledQuantity: 1,
    });
    expect(Number(order.totalOutstandingSet.shopMoney.amount)).toBeLessThan(0);
    const again = await operate("OrderEditCommit", { id: calculatedOrder.id, notify: true, note: "" });
    expect(again.orderEditCommit.userErrors).toHaveLength(1);
    const shipped = await operate("OrderEditBegin", { id: running.latestOrderId("maren.voss@example.com") });
    expect(shipped.orderEditBegin.userErrors[0].message).toMatch(/Fulfilled orders/);
  });

  test("cancels in the background, once", async () => {
    const orderId = running.latestOrderId(AWAITS_ORDER);
    const variables = {
      orderId,
      reason: "CUSTOMER",
      restock: true,
      refundMethod: { originalPaymentMethodsRefund: true },
    };
    const { orderCancel } = await operate("OrderCancel", variables);
    expect(orderCancel).toMatchObject({ job: { done: false }, orderCancelUserErrors: [] });
    const job = await until(async () => {
      const status = await operate("JobStatus", { id: orderCancel.job.id });
      return status.job.done && status.job;
    });
    expect(job.query.__typename).toBe("QueryRoot");
    const { order } = await operate("OrderDetail", { id: orderId, lines: 1 });
    expect(order).toMatchObject({ cancelReason: "CUSTOMER", displayFinancialStatus: "REFUNDED" });
    expect(order.currentTotalPriceSet.shopMoney.amount).toBe("0.0");
    const code = async (id: string) => {
      const refused = await operate("OrderCancel", { ...variables, orderId: id });
      return refused.orderCancel.orderCancelUserErrors[0].code;
    };
    expect(await code(orderId)).toBe("INVALID");
    expect(await code(running.latestOrderId("maren.voss@example.com"))).toBe("INVALID");
    expect(await code("gid://shopify/Order/1")).toBe("NOT_FOUND");
  });

  test("a cancelled order still stands when the mutation answers", async () => {
    const answer = await running.ask(
      `mutation ($id: ID!) {
        orderCancel(orderId: $id, reason: FRAUD, restock: false) {
          jobResult { done status order { cancelledAt } }
          job { query { order(id: $id) { cancelledAt } } }
        }
      }`,
      { id: running.latestOrderId(AWAITS_ORDER) },
    );
    expect(answer.data.orderCancel).toEqual({
      jobResult: { done: false, status: "STARTED", order: { cancelledAt: null } },
      job: { query: { order: { cancelledAt: null } } },
    });
  });

  test("refunds once for each key", async () => {
    const id = running.latestOrderId("maren.voss@example.com");
    const { order } = await operate("OrderDetail", { id, lines: 5 });
    const lineItemId = order.lineItems.nodes[0].id;
    const lines = [{ lineItemId, quantity: 1, restockType: "RETURN" }];
    const suggested = await operate("SuggestRefund", { id, lines });
    const [transaction] = suggested.order.suggestedRefund.suggestedTransactions;
    const input = {
      orderId: id,
      refundLineItems: lines,
      transactions: [
        {
          orderId: id,
          parentId: transaction.parentTransaction.id,
          gateway: transaction.gateway,
          kind: "REFUND",
          amount: transaction.amountSet.shopMoney.amount,
        },
      ],
    };
    const { refundCreate } = await operate("RefundCreate", { input, key: "key-1" });
    expect(refundCreate.userErrors).toEqual([]);
    expect(refundCreate.order.displayFinancialStatus).toBe("PARTIALLY_REFUNDED");
    const replay = await operate("RefundCreate", { input, key: "key-1" });
    expect(replay.refundCreate.refund).toEqual(refundCreate.refund);
    expect(running.latestOrder("maren.voss@example.com").refunds).toHaveLength(1);

    const mismatch = await running.ask(
      operations,
      { input: { ...input, note: "other" }, key: "key-1" },
      "RefundCreate",
    );
    expect(mismatch.errors?.[0]?.extensions?.code).toBe("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
    const tooMany = await operate("RefundCreate", { input, key: "key-2" });
    expect(tooMany.refundCreate.userErrors[0].field).toEqual(["refundLineItems", "0", "quantity"]);
    const failed = await running.ask(operations, { input, key: "key-2" }, "RefundCreate");
    expect(failed.errors?.[0]?.extensions?.code).toBe("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
    const unkeyed = `mutation ($input: RefundInput!) { refundCreate(input: $input) { refund { id } } }`;
    const refused = await running.ask(unkeyed, { input });
    expect(refused.errors?.[0]?.message).toMatch(/@idempotent/);
    expect(running.latestOrder("maren.voss@example.com").refunds).toHaveLength(1);
  });

  test("exports orders in bulk", async () => {
    const query = await readSpec("bulk-orders.graphql");
    const { bulkOperationRunQuery } = await operate("BulkRun", { query });
    expect(bulkOperationRunQuery.userErrors).toEqual([]);
    const { id } = bulkOperationRunQuery.bulkOperation;
    const done = await until(async () => {
      const { bulkOperation } = await operate("BulkStatus", { id });
      return bulkOperation.status === "COMPLETED" && bulkOperation;
    });
    const file = await (await fetch(done.url)).text();
    const lines = file
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(String(lines.length)).toBe(done.objectCount);
    const parents = new Set(lines.filter(({ __parentId }) => !__parentId).map((line) => line.id));
    expect(String(parents.size)).toBe(done.rootObjectCount);
    for (const { __parentId } of lines) if (__parentId) expect(parents.has(__parentId)).toBe(true);
    const late = await operate("BulkCancel", { id });
    expect(late.bulkOperationCancel.userErrors).toHaveLength(1);
    const { bulkOperationRunQuery: bad } = await operate("BulkRun", { query: "{ shop { name } }" });
    expect(bad.userErrors[0].code).toBe("INVALID");
  });

  test("keeps webhook subscriptions and says what is installed", async () => {
    const sub = { uri: running.receiverUrl, format: "JSON" };
    const { webhookSubscriptionCreate } = await operate("WebhookSubscribe", { topic: "ORDERS_CREATE", sub });
    const { id } = webhookSubscriptionCreate.webhookSubscription;
    const twice = await operate("WebhookSubscribe", { topic: "ORDERS_CREATE", sub });
    expect(twice.webhookSubscriptionCreate.userErrors[0].message).toMatch(/already been taken/);
    const plain = await operate("WebhookSubscribe", {
      topic: "ORDERS_EDITED",
      sub: { uri: "http://a.example/" },
    });
    expect(plain.webhookSubscriptionCreate.userErrors).toHaveLength(1);
    expect((await operate("WebhookList", { first: 5 })).webhookSubscriptions.nodes).toHaveLength(1);
    const moved = await running.ask(
      `mutation ($id: ID!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: { uri: "https://b.example/" }) {
        webhookSubscription { uri } userErrors { message } } }`,
      { id },
    );
    expect(moved.data.webhookSubscriptionUpdate.webhookSubscription.uri).toBe("https://b.example/");
    const { webhookSubscriptionDelete } = await operate("WebhookDelete", { id });
    expect(webhookSubscriptionDelete.deletedWebhookSubscriptionId).toBe(id);
    const installation = await operate("Installation");
    expect(installation.shop).toMatchObject({ name: "Moorlicht", currencyCode: "EUR" });
    expect(installation.currentAppInstallation.accessScopes.length).toBeGreaterThan(4);
  });
});
