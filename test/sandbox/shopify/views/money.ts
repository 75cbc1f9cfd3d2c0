const CURRENCY = "EUR";

/** GraphQL's decimals drop trailing zeros but one: `54.0`, `54.05`. */
export const decimal = (cents: number) => (cents / 100).toFixed(2).replace(/0$/, "");

export const money = (cents: number) => ({ amount: decimal(cents), currencyCode: CURRENCY });

/** The shop sells in its own currency only. */
export const moneyBag = (cents: number) => ({ shopMoney: money(cents), presentmentMoney: money(cents) });

export { CURRENCY };
