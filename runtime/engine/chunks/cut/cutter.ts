import type { CutRule } from '@crossdock/nodes/contract/chunks';
import { csvCutter } from './csv-cutter.ts';
import type { ChunkSize, Cursor, Cutter } from './cut.ts';
import { jsonArrayCutter } from './json-array-cutter.ts';
import { lineCutter } from './line-cutter.ts';

export function createCutter(rule: CutRule, size: ChunkSize, from: Cursor): Cutter {
  switch (rule.kind) {
    case 'csv':
      return csvCutter(rule, size, from);
    case 'lines':
      return lineCutter(size, from);
    case 'json-array':
      return jsonArrayCutter(rule.path, size, from);
  }
}
