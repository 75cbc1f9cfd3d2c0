import type { Account } from "./account.ts";
import { createApi } from "./http/api.ts";
import { authenticate, requireScope } from "./http/authentication.ts";
import { errorResponse, invalidEndpoint, ZendeskError } from "./http/errors.ts";
import { createRateWindows, limitAccount } from "./http/rate-limit.ts";
import { currentTokenRoutes } from "./oauth/current-token-routes.ts";
import { ruleRoutes } from "./rules/rule-routes.ts";
import { viewRoutes } from "./rules/view-routes.ts";
import { searchRoutes } from "./search/search-routes.ts";
import { settingRoutes } from "./settings/setting-routes.ts";
import { deletedTicketRoutes } from "./tickets/deleted-ticket-routes.ts";
import { exportRoutes } from "./tickets/export-routes.ts";
import { historyRoutes } from "./tickets/history-routes.ts";
import { jobRoutes } from "./tickets/job-routes.ts";
import { ratingRoutes } from "./tickets/rating-routes.ts";
import { ticketRoutes } from "./tickets/ticket-routes.ts";
import { uploadRoutes } from "./tickets/upload-routes.ts";
import { goneUserRoutes } from "./users/gone-user-routes.ts";
import { identityRoutes } from "./users/identity-routes.ts";
import { userRoutes } from "./users/user-routes.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";

/** All of `/api/v2`. The routes that end users may call come before those that refuse them. */
export function supportApi(account: Account) {
  const { state } = account;
  const windows = createRateWindows();
  const api = createApi().basePath("/api/v2");
  api.onError((error) => {
    if (error instanceof ZendeskError) return errorResponse(error);
    throw error;
  });
  api.notFound(() => errorResponse(invalidEndpoint()));

  api.use(
    authenticate(state),
    limitAccount(windows, () => state.limits),
    requireScope,
  );
  for (const routes of [
    ratingRoutes(account),
    userRoutes(account),
    goneUserRoutes(account),
    identityRoutes(account),
    jobRoutes(account),
    ticketRoutes(account, windows),
    deletedTicketRoutes(account),
    historyRoutes(account),
    uploadRoutes(account),
    exportRoutes(account, windows),
    searchRoutes(account),
    settingRoutes(account),
    viewRoutes(account),
    ruleRoutes(account, "view", state.views),
    ruleRoutes(account, "trigger", state.triggers),
    ruleRoutes(account, "automation", state.automations),
    webhookRoutes(account),
    currentTokenRoutes(account),
  ]) {
    api.route("/", routes);
  }
  return api;
}
