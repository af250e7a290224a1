/** Cents as the vendor writes them: `"12.90"`. */
export function text(cents: number): string {
  const whole = Math.trunc(cents / 100);
  return `${whole}.${String(Math.abs(cents % 100)).padStart(2, '0')}`;
}

/** An amount in the shop's currency and in the buyer's. `centsPerUnit` is what one unit of the buyer's currency costs. */
export function priceSet(cents: number, buyerCurrency: string, centsPerUnit: number) {
  const amount = cents / centsPerUnit;
  const presented =
    buyerCurrency === 'USD' ? text(cents) : buyerCurrency === 'JPY' ? String(Math.round(amount)) : text(Math.round(amount * 100));
  return {
    shop_money: { amount: text(cents), currency_code: 'USD' },
    presentment_money: { amount: presented, currency_code: buyerCurrency },
  };
}
