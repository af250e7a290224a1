import { isOpenLine, type LineKind, type MapLine } from '@crossdock/flows/mapping/map-line';

/** The same line as another kind; what both kinds know is kept. */
export function asKind(line: MapLine, kind: LineKind): MapLine {
  const { value, each, fields, ...rest } = line;
  switch (kind) {
    case 'value':
      return { ...rest, value: value ?? '' };
    case 'group':
      return { ...rest, fields: fields ?? [newLine()] };
    case 'loop':
      return { ...rest, each: each ?? value ?? '{{  }}', fields: fields ?? [newLine()] };
    case 'list':
      return { ...rest, each: each ?? '{{  }}', value: value ?? '{{ each }}' };
  }
}

export function newLine(target = '', value: unknown = ''): MapLine {
  return { target, value };
}

/** A line for a field dragged from the input: the target is its name, the value reads it. A list becomes a loop. */
export function lineFor(place: string, sample: unknown): MapLine {
  const name = place.match(/([A-Za-z_$][\w$]*)(?:\[\d+\])?$/)?.[1] ?? 'field';
  const expression = `{{ ${/^(item|each|parent)\b/.test(place) ? place : `item.${place}`} }}`;
  return Array.isArray(sample) ? { target: name, each: expression, fields: [newLine()] } : newLine(name, expression);
}

/** How many lines there are in all, and how many of them give no value yet. */
export function countLines(lines: readonly MapLine[]): { readonly all: number; readonly open: number } {
  let all = 0;
  let open = 0;
  for (const line of lines) {
    const inner = countLines(line.fields ?? []);
    all += 1 + inner.all;
    open += inner.open + (isOpenLine(line) ? 1 : 0);
  }
  return { all, open };
}

/** Whether a line or one below it speaks of the text. */
export function matches(line: MapLine, text: string): boolean {
  const words = text.toLowerCase();
  return (
    `${line.target} ${String(line.value ?? '')} ${String(line.each ?? '')}`.toLowerCase().includes(words) ||
    (line.fields ?? []).some((inner) => matches(inner, text))
  );
}
