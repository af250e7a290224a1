import { printJson } from '../kit/json/json-tokens.ts';
import type { DiffSide } from './flow-diff-view.tsx';

/** Saves a flow as the file that an import or the command line takes: `orders.v3.flow.json`. */
export function downloadFlow({ name, flow }: DiffSide): void {
  const url = URL.createObjectURL(new Blob([`${printJson(flow)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${flow.id}.${name.toLowerCase()}.flow.json`;
  link.click();
  URL.revokeObjectURL(url);
}
