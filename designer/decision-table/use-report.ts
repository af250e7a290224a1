import { decisionTableReport, type TableReport } from '@crossdock/nodes/rule/decision-table-report';
import { useEffect, useMemo, useState } from 'react';
import type { Table } from './table.ts';

/** Smaller tables are looked through at once. */
const cellsAtOnce = 400;
/** So long the table must rest before a big one is looked through, ms. */
const rest = 250;

/** Overlaps, gaps and rows that cannot fire. Of a big table the report before stays until the new one is there. */
export function useReport({ inputs, rows }: Table): { readonly report: TableReport; readonly isChecking: boolean } {
  const isSmall = inputs.length * rows.length <= cellsAtOnce;
  const direct = useMemo(() => (isSmall ? decisionTableReport({ inputs, rows }) : null), [isSmall, inputs, rows]);
  const [last, setLast] = useState<{ report: TableReport; rows: Table['rows']; inputs: Table['inputs'] } | null>(null);
  useEffect(() => {
    if (isSmall) return;
    let worker: Worker | undefined;
    const timer = setTimeout(() => {
      worker = new Worker(new URL('./report-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<{ report: TableReport }>) => {
        setLast({ report: data.report, rows, inputs });
        worker?.terminate();
      };
      const table = {
        inputs: inputs.map(({ type, allowed }) => ({ type, allowed })),
        rows: rows.map(({ when, give }) => ({ when, give })),
      };
      worker.postMessage({ id: 0, table });
    }, rest);
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [isSmall, inputs, rows]);
  if (direct) return { report: direct, isChecking: false };
  return { report: last?.report ?? nothing, isChecking: last?.rows !== rows || last.inputs !== inputs };
}

const nothing: TableReport = { overlaps: [], gaps: [], hidden: [], duplicates: [], outside: [], unreadable: [], isComplete: true };
