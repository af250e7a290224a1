/** One line of a mapping, as the document holds it. */
export type MapLine = {
  readonly target: string;
  readonly value?: unknown;
  readonly each?: unknown;
  readonly fields?: readonly MapLine[];
  readonly when?: unknown;
  readonly whenMissing?: 'omit' | 'null' | 'fail';
};

/** `value`: one value. `loop`: a list, its own lines for each entry. `group`: an object with lines of its own. `list`: one value for each entry. */
export type LineKind = 'value' | 'loop' | 'list' | 'group';

export function kindOfLine(line: MapLine): LineKind {
  if (line.each !== undefined) return line.fields ? 'loop' : 'list';
  return line.fields ? 'group' : 'value';
}

/** The lines of a value from the document; anything else is none. */
export function linesOf(value: unknown): readonly MapLine[] {
  return Array.isArray(value) ? value.filter(isLine) : [];
}

function isLine(value: unknown): value is MapLine {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && typeof (value as MapLine).target === 'string';
}

/** Whether a line gives no value yet. */
export function isOpenLine(line: MapLine): boolean {
  if (line.target === '') return true;
  if (line.fields && line.each === undefined) return false;
  return isBlank(line.fields ? line.each : line.value) || (kindOfLine(line) === 'list' && isBlank(line.each));
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === '' || (typeof value === 'string' && value.includes('{{') && value.replace(/[{}\s]/g, '') === '');
}
