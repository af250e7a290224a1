import { createHash } from 'node:crypto';

const firstOrderNumber = 10_001;
const firstOrder = 820_982_911_946_154_509n;
const step = 7n;

/** The shop's ids, each derived from the order number or the position in the catalogue, so that nothing needs to be kept. All beyond 2^53. */
export const ids = {
  order: (number: number) => firstOrder + BigInt(number - firstOrderNumber) * step,
  line: (number: number, position: number) => 487_817_672_276_298_555n + BigInt(number - firstOrderNumber) * 64n + BigInt(position),
  shippingLine: (number: number) => 271_878_346_596_884_015n + BigInt(number - firstOrderNumber) * 2n,
  product: (itemIndex: number) => 788_032_119_674_292_923n + BigInt(itemIndex) * 11n,
  variant: (itemIndex: number) => 642_667_041_472_713_923n + BigInt(itemIndex) * 13n,
  inventoryItem: (itemIndex: number) => 530_322_695_418_700_287n + BigInt(itemIndex) * 17n,
  location: 905_684_977_124_656_943n,
  staff: 902_541_635_448_220_161n,
  token: (number: number) => digest(`token ${number}`).slice(0, 32),
  confirmation: (number: number) => digest(`confirmation ${number}`).slice(0, 9).toUpperCase(),
};

/** The number of the order with this id; undefined when it is none of the shop's. */
export function orderNumberOf(id: bigint): number | undefined {
  const distance = id - firstOrder;
  return distance >= 0n && distance % step === 0n ? Number(distance / step) + firstOrderNumber : undefined;
}

export function gid(type: string, id: bigint): string {
  return `gid://shopify/${type}/${id}`;
}

/** The digits of a gid of this type; undefined when it is another. */
export function idOfGid(type: string, value: unknown): bigint | undefined {
  const match = typeof value === 'string' ? /^gid:\/\/shopify\/(\w+)\/(\d{1,19})$/.exec(value) : null;
  return match?.[1] === type ? BigInt(match[2] ?? 0) : undefined;
}

/** A number for `JSON.stringify` that keeps all its digits. */
export function raw(digits: bigint): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(String(digits));
}

/** A UUID that is always the same for the same words. */
export function uuidOf(words: string): string {
  const hex = digest(words);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function digest(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}
