import type { LookupTable } from './lookup.ts';

/** Whether a save of the table waits for somebody else. The table's own rule goes first; without one, tables of class prod do. */
export function needsApproval(table: Pick<LookupTable, 'needsApproval'> | null, environmentClass: 'dev' | 'test' | 'prod'): boolean {
  return table?.needsApproval ?? environmentClass === 'prod';
}
