import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/transaction.ts";

export interface Delivery {
  id: number;
  scope: AccountScope;
  deliveryId: string;
  body: string;
  traceId: string;
  receivedAt: Date;
}

/** A rule of the product: runs once per delivery, in one transaction with all that it writes and asks for. */
export type DeliveryHandler = (tx: Transaction, delivery: Delivery) => Promise<void>;

export interface Effect {
  id: number;
  scope: AccountScope;
  orderKey: string;
  payload: unknown;
  traceId: string;
  /** 1 at the first attempt. From the second on, an earlier one may have been carried out without our knowing. */
  attempt: number;
  firstAttemptAt: Date;
  /** Whether this attempt is the last before the effect is set aside. */
  lastAttempt: boolean;
}

/** What to write once the effect is done, in the transaction that closes it. */
export type Outcome = ((tx: Transaction) => Promise<void>) | undefined;

/**
 * Carries one effect out against a vendor. Throws `Refused` when it must not, an error with `final` when it never
 * can, anything else when it may yet.
 */
export interface EffectHandler {
  carryOut(effect: Effect): Promise<Outcome>;
  /** What to write when the effect is refused or set aside. */
  giveUp?(tx: Transaction, effect: Effect, error: Error): Promise<void>;
}

export interface Handlers {
  deliveries: Record<string, DeliveryHandler>;
  effects: Record<string, EffectHandler>;
}
