/** An id made of a name: `Shopify order → ERP` becomes `shopify-order-erp`; letters of other scripts without a Latin base give `flow`. */
export function slugOf(name: string): string {
  const latin = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 70)
    .replace(/-+$/, '');
  return latin === '' ? 'flow' : latin;
}

/** The slug itself, or with the first number that is free: `orders`, `orders-2`. */
export async function freeId(slug: string, isTaken: (id: string) => Promise<boolean>): Promise<string> {
  for (let n = 1; ; n++) {
    const id = n === 1 ? slug : `${slug}-${n}`;
    if (!(await isTaken(id))) return id;
  }
}
