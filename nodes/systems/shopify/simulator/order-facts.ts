import type { CustomerAddress } from '../../erp/simulator/customer-master.ts';
import type { PlannedDiscount } from './order-plan.ts';

/** What buyers write: several scripts and directions, line breaks, quotes, characters beyond the basic plane. */
export const buyerNotes: readonly string[] = [
  'Please ring bell 3 at the dock.',
  'EXPRESS - line down, need these by Friday 7 am!',
  'Deliver to receiving, NOT the front office.\nCall 30 min ahead.',
  'Ref job "Pier 7 / crane 2", c/o Mr. O\'Neil',
  'Bitte nur Mo–Do 7:00–15:30 Uhr anliefern, Tor 3. Grüße',
  'Livraison côté cour, demander M. Gaëtan à l’accueil. Merci !',
  'Entregar en almacén 7, preguntar por Íñigo. ¡Urgente!',
  'Proszę o fakturę VAT. Dziękuję, Małgorzata',
  'Доставка після 14:00, охорона на воротах попереджена',
  'Παράδοση στην αποβάθρα 18, παρακαλώ τηλεφωνήστε',
  'يرجى التسليم عند البوابة ٣ قبل الظهر',
  'נא לתאם מסירה עם נועה, קומה 2',
  'कृपया गेट नंबर २ पर सामान उतारें',
  '午前中に配達してください。受付で「資材課」とお伝えください。',
  '请在上午送货,联系仓库王师傅 📦',
  '오전 배송 부탁드립니다. 감사합니다!',
  'กรุณาโทรก่อนส่ง 30 นาที',
  'Careful with the motors 🙏🏽 — last pallet arrived tipped',
  '  leading and trailing spaces\tand a tab  ',
];

export const poNumberStyles: readonly ((n: number, year: number) => string)[] = [
  (n) => `PO ${n}`,
  (n) => `PO-${String(n).padStart(6, '0')}`,
  (n, year) => `BEST-${year}-${String(n).padStart(5, '0')}`,
  (n) => `00${n}`,
  (n) => `Projekt Süd/${n}`,
];

export const discountCodes: readonly PlannedDiscount[] = [
  { code: 'TRADE5', target: 'line_item', valueType: 'percentage', value: '5.0' },
  { code: 'FALL10', target: 'line_item', valueType: 'percentage', value: '10.0' },
  { code: 'CONTRACT-12', target: 'line_item', valueType: 'percentage', value: '12.5' },
  { code: 'WELCOME25', target: 'line_item', valueType: 'fixed_amount', value: '25.00' },
  { code: 'FREIGHTFREE', target: 'shipping_line', valueType: 'percentage', value: '100.0' },
];

type ShippingService = {
  readonly title: string;
  readonly code: string;
  fits(country: string, grams: number): boolean;
  cents(grams: number): number;
};

const pallet = 70_000;

export const shippingServices: readonly ShippingService[] = [
  {
    title: 'UPS Ground',
    code: 'GROUND',
    fits: (country, grams) => country === 'US' && grams < pallet,
    cents: (grams) => 950 + Math.ceil(grams / 1000) * 62,
  },
  {
    title: 'UPS Ground',
    code: 'GROUND',
    fits: (country, grams) => country === 'US' && grams < pallet,
    cents: (grams) => 950 + Math.ceil(grams / 1000) * 62,
  },
  {
    title: 'UPS 2nd Day Air',
    code: '2DAY',
    fits: (country, grams) => country === 'US' && grams < pallet,
    cents: (grams) => 1850 + Math.ceil(grams / 1000) * 145,
  },
  {
    title: 'Express, next day before 10:30',
    code: 'EXPRESS',
    fits: (country, grams) => country === 'US' && grams < 30_000,
    cents: (grams) => 3900 + Math.ceil(grams / 1000) * 260,
  },
  {
    title: 'LTL freight, lift gate',
    code: 'LTL',
    fits: (country, grams) => country === 'US' && grams >= pallet,
    cents: (grams) => 14_500 + Math.ceil(grams / 1000) * 21,
  },
  { title: 'Own truck', code: 'LOCAL', fits: (country) => country === 'US', cents: () => 0 },
  {
    title: 'International economy',
    code: 'INTL_ECONOMY',
    fits: (country) => country !== 'US',
    cents: (grams) => 3400 + Math.ceil(grams / 1000) * 480,
  },
  {
    title: 'International economy',
    code: 'INTL_ECONOMY',
    fits: (country) => country !== 'US',
    cents: (grams) => 3400 + Math.ceil(grams / 1000) * 480,
  },
  {
    title: 'Sea freight, LCL',
    code: 'LCL',
    fits: (country, grams) => country !== 'US' && grams >= pallet,
    cents: (grams) => 21_000 + Math.ceil(grams / 1000) * 35,
  },
];

type TaxRate = { readonly title: string; readonly rate: number };

const stateTaxes: Readonly<Record<string, readonly TaxRate[]>> = {
  NV: [
    { title: 'Nevada State Tax', rate: 0.0685 },
    { title: 'Washoe County Tax', rate: 0.01415 },
  ],
  CA: [
    { title: 'California State Tax', rate: 0.0725 },
    { title: 'Sacramento County Tax', rate: 0.0125 },
  ],
  TX: [
    { title: 'Texas State Tax', rate: 0.0625 },
    { title: 'Dallas City Tax', rate: 0.02 },
  ],
  MI: [{ title: 'Michigan State Tax', rate: 0.06 }],
  PA: [
    { title: 'Pennsylvania State Tax', rate: 0.06 },
    { title: 'Allegheny County Tax', rate: 0.01 },
  ],
  SC: [
    { title: 'South Carolina State Tax', rate: 0.06 },
    { title: 'Charleston County Tax', rate: 0.03 },
  ],
  MA: [{ title: 'Massachusetts State Tax', rate: 0.0625 }],
  HI: [{ title: 'Hawaii General Excise Tax', rate: 0.04712 }],
  QC: [
    { title: 'GST', rate: 0.05 },
    { title: 'QST', rate: 0.09975 },
  ],
  SK: [
    { title: 'GST', rate: 0.05 },
    { title: 'PST', rate: 0.06 },
  ],
};
const countryTaxes: Readonly<Record<string, readonly TaxRate[]>> = {
  GB: [{ title: 'GB VAT', rate: 0.2 }],
  AU: [{ title: 'AU GST', rate: 0.1 }],
};

/** What the shop collects there; exports elsewhere go without. */
export function taxesFor({ countryCode, regionCode }: CustomerAddress): readonly TaxRate[] {
  return countryTaxes[countryCode] ?? (countryCode === 'US' || countryCode === 'CA' ? stateTaxes[regionCode ?? ''] : undefined) ?? [];
}

/** What a unit of a buyer's currency costs in the shop's, in the shop's cents. */
export const centsPerUnit: Readonly<Record<string, number>> = {
  USD: 100,
  CAD: 72.4,
  MXN: 5.41,
  GBP: 131.9,
  EUR: 115.6,
  CHF: 124.3,
  SEK: 10.5,
  PLN: 27.2,
  JPY: 0.6482,
  AUD: 65.7,
};
