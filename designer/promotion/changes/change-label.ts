import type { PartChange } from '../shapes.ts';

/** What changed in few words: the field of a mapping, the setting of a step. Paths of the document are for programs. */
export function changeLabel({ path, words }: Pick<PartChange, 'path' | 'words'>, partTitle: string): string {
  const field = /^[^.]+\.config\.fields\.(.+)\.value$/.exec(path)?.[1];
  if (field !== undefined) return field;
  const setting = /^[^.]+\.(?:config\.)?(.+)$/.exec(path)?.[1];
  const [step = '', ...rest] = words.split(': ');
  if (setting === undefined || rest.length === 0) return path;
  return step === partTitle ? setting : `${step}, ${setting}`;
}
