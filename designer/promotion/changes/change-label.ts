import { promotionTexts as texts } from '../../texts/promotion.ts';
import type { PartChange } from '../shapes.ts';

/** What changed in few words: the field of a mapping, the setting of a step. Paths of the document are for programs. */
export function changeLabel({ path, words }: Pick<PartChange, 'path' | 'words'>, partTitle: string): string {
  const field = /^[^.]+\.config\.fields\.(.+)\.value$/.exec(path)?.[1];
  if (field !== undefined) return field;
  const cell = /\.table\.rows\.(\d+)\.(when|then)\.(\d+)$/.exec(path);
  if (cell) return texts.tableCell[cell[2] === 'when' ? 'condition' : 'result'](Number(cell[1]) + 1, Number(cell[3]) + 1);
  const setting = /^[^.]+\.(?:config\.)?(.+)$/.exec(path)?.[1];
  const [step = '', ...rest] = words.split(': ');
  if (setting === undefined || rest.length === 0) return path;
  return step === partTitle ? setting : `${step}, ${setting}`;
}
