/** Bytes of one row, about. */
const skus = 1000;

export type StockFile = {
  readonly rows: number;
  /** The text, made as it is read. */
  chunks(): AsyncGenerator<Buffer>;
  /** Lines of the rows that have a field too many. */
  readonly badLines: readonly number[];
  /** Per SKU, of the good rows. */
  sums(): Map<string, { readonly onHand: number; readonly rows: number }>;
};

/** An inventory file of any size: one header, `rows` rows of some 50 bytes, a broken one every `badEvery`. */
export function stockFile(rows: number, badEvery = 50_000): StockFile {
  const isBad = (row: number) => row % badEvery === badEvery - 1;
  const line = (row: number) =>
    `SKU-${String(row % skus).padStart(6, '0')},WH${Math.floor(row / skus) % 40},${(row * 7) % 500},EA,2026-11-20T0${row % 10}:00:00Z${isBad(row) ? ',?' : ''}\n`;
  const badLines: number[] = [];
  for (let row = badEvery - 1; row < rows; row += badEvery) badLines.push(row + 2);
  return {
    rows,
    badLines,
    async *chunks() {
      yield Buffer.from('sku,warehouse,on_hand,uom,counted_at\n');
      for (let row = 0; row < rows; ) {
        let text = '';
        for (const end = Math.min(rows, row + 5000); row < end; row++) text += line(row);
        yield Buffer.from(text);
      }
    },
    sums() {
      const sums = new Map<string, { onHand: number; rows: number }>();
      for (let row = 0; row < rows; row++) {
        if (isBad(row)) continue;
        const sku = `SKU-${String(row % skus).padStart(6, '0')}`;
        const sum = sums.get(sku);
        if (sum) {
          sum.onHand += (row * 7) % 500;
          sum.rows++;
        } else sums.set(sku, { onHand: (row * 7) % 500, rows: 1 });
      }
      return sums;
    },
  };
}
