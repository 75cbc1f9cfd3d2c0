import { appUninstall } from "./app-uninstall.ts";
import { bulkOperationCancel, bulkOperationRunQuery } from "./bulk-operations.ts";
import { orderCancel } from "./order-cancel.ts";
import { orderEditBegin, orderEditCommit, orderEditSetQuantity } from "./order-edit.ts";
import { refundCreate } from "./refund-create.ts";
import {
  webhookSubscriptionCreate,
  webhookSubscriptionDelete,
  webhookSubscriptionUpdate,
} from "./webhook-subscriptions.ts";

/** What can be changed, by field of `Mutation`. */
export const mutations = {
  appUninstall,
  bulkOperationCancel,
  bulkOperationRunQuery,
  orderCancel,
  orderEditBegin,
  orderEditCommit,
  orderEditSetQuantity,
  refundCreate,
  webhookSubscriptionCreate,
  webhookSubscriptionDelete,
  webhookSubscriptionUpdate,
};
