import { countOf, formatBytes, formatCount } from '../kit/format.ts';
import type { Chunks } from '../server/shapes.ts';

/** How far a big message is, from 0 to 1: of what was cut so much has ended, and so much of the text was cut. */
export function chunkShare({ bytes, bytesRead, count, settled, isCut }: Chunks): number {
  if (isCut && settled >= count) return 1;
  return count === 0 || bytes === 0 ? 0 : Math.min(0.99, (settled / count) * (bytesRead / bytes));
}

/** `412,000 rows done, 3 of them failed`, `41 of 83 chunks`, `21.4 of 42 MB read`: the facts beside the bar. */
export function chunkFacts(chunks: Chunks): string[] {
  const { rows, failed, count, settled, isCut, bytes, bytesRead, failedChunks } = chunks;
  return [
    `${countOf(rows, 'row')} done${failed > 0 ? `, ${formatCount(failed)} of them failed` : ''}`,
    isCut ? `${formatCount(settled)} of ${countOf(count, 'chunk')}` : `${formatCount(settled)} of ${countOf(count, 'chunk')} so far`,
    ...(isCut ? [] : [`${formatBytes(bytesRead)} of ${formatBytes(bytes)} read`]),
    ...(failedChunks > 0 ? [`${countOf(failedChunks, 'chunk')} failed as a whole`] : []),
  ];
}
