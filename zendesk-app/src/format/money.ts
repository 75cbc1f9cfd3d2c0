import type { Money } from "@sidethread/shared/money";

/** An amount in its own currency, to the cent. */
export function formatMoney(locale: string, { amount, currency }: Money): string {
  return new Intl.NumberFormat(locale, currencyStyle(currency)).format(exact(amount));
}

/** An amount at a glance: from 10 on without cents. */
export function formatRoundMoney(locale: string, money: Money): string {
  if (Math.abs(Number(money.amount)) < 10 && !Number.isInteger(Number(money.amount))) {
    return formatMoney(locale, money);
  }
  const whole = { ...currencyStyle(money.currency), maximumFractionDigits: 0 };
  return new Intl.NumberFormat(locale, whole).format(exact(money.amount));
}

function currencyStyle(currency: string): Intl.NumberFormatOptions {
  return { style: "currency", currency, currencyDisplay: "narrowSymbol" };
}

/** Intl takes decimal strings digit by digit; its type asks for the literal form. */
function exact(amount: string): Intl.StringNumericLiteral {
  return amount as Intl.StringNumericLiteral;
}
