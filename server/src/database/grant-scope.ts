import type { AccountScope } from "./account-scope.ts";

export function grantScope(accountId: string): AccountScope {
  return { accountId } as AccountScope;
}
