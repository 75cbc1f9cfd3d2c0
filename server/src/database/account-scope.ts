declare const granted: unique symbol;

/**
 * The right to read and write one account's data: every query demands one. Only `grantScope` makes it, and the linter
 * keeps that to the edge, which has verified who is calling, and to the worker, which acts on stored work.
 */
export interface AccountScope {
  readonly accountId: string;
  readonly [granted]: true;
}
