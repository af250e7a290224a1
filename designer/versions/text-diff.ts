import { type Edit, listDiff } from './list-diff.ts';

/** A stretch of a text, and whether it is only here. */
export type Piece = { readonly text: string; readonly isChanged: boolean };
export type TextDiff = { readonly before: readonly Piece[]; readonly after: readonly Piece[] };

/** Two texts with the characters marked that make the difference: word by word, and within a word that was changed by its ends. */
export function textDiff(before: string, after: string): TextDiff {
  const sides: { before: Piece[]; after: Piece[] } = { before: [], after: [] };
  for (const [old, next] of runs(listDiff(wordsOf(before), wordsOf(after)))) {
    if (old === next) {
      add(sides.before, old, false);
      add(sides.after, next, false);
      continue;
    }
    const [start, end] = sharedEnds(old, next);
    for (const [side, text] of [
      [sides.before, old],
      [sides.after, next],
    ] as const) {
      add(side, text.slice(0, start), false);
      add(side, text.slice(start, text.length - end), true);
      add(side, text.slice(text.length - end), false);
    }
  }
  return sides;
}

export type Line = {
  readonly kind: 'same' | 'removed' | 'added';
  readonly before: number | null;
  readonly after: number | null;
  readonly pieces: readonly Piece[];
};

/** The lines of two texts as one list, numbered by their side from 1; lines that replace each other are marked within. */
export function lineDiff(before: string, after: string): Line[] {
  const edits = listDiff(linesOf(before), linesOf(after));
  const lines: Line[] = [];
  let [old, next] = [0, 0];
  for (let i = 0; i < edits.length; ) {
    const edit = edits[i] as Edit<string>;
    if (edit.kind === 'same') {
      lines.push({ kind: 'same', before: ++old, after: ++next, pieces: [{ text: edit.before, isChanged: false }] });
      i++;
      continue;
    }
    const removed: string[] = [];
    const added: string[] = [];
    for (let at = edits[i]; at && at.kind !== 'same'; at = edits[++i])
      at.kind === 'removed' ? removed.push(at.before) : added.push(at.after);
    const pairs = removed.map((text, n) => (added[n] === undefined ? null : textDiff(text, added[n])));
    for (const [n, text] of removed.entries())
      lines.push({ kind: 'removed', before: ++old, after: null, pieces: marked(pairs[n]?.before, text) });
    for (const [n, text] of added.entries())
      lines.push({ kind: 'added', before: null, after: ++next, pieces: marked(pairs[n]?.after, text) });
  }
  return lines;
}

/** Lines far from any change, folded to their number; `around` lines stay readable above and below a change. */
export function folded(lines: readonly Line[], around = 3): (Line | { readonly kind: 'fold'; readonly lines: readonly Line[] })[] {
  const isNear = lines.map((line) => line.kind !== 'same');
  const near = lines.map((_, i) => isNear.slice(Math.max(0, i - around), i + around + 1).includes(true));
  const shown: (Line | { kind: 'fold'; lines: Line[] })[] = [];
  for (const [i, line] of lines.entries()) {
    const last = shown.at(-1);
    if (near[i]) shown.push(line);
    else if (last?.kind === 'fold') last.lines.push(line);
    else shown.push({ kind: 'fold', lines: [line] });
  }
  return shown.flatMap((each) => (each.kind === 'fold' && each.lines.length < 3 ? each.lines : [each]));
}

/** Where most of a line is new, marking its words says nothing: the whole line is new. */
function marked(pieces: readonly Piece[] | undefined, text: string): readonly Piece[] {
  const kept = (pieces ?? []).reduce((sum, piece) => sum + (piece.isChanged ? 0 : piece.text.trim().length), 0);
  return pieces && kept * 3 >= text.trim().length ? pieces : [{ text, isChanged: false }];
}

/** Stretches that stay, and pairs of what went and what came in its place. */
function runs(edits: readonly Edit<string>[]): [string, string][] {
  const pairs: [string, string][] = [];
  let isOpen = false;
  for (const edit of edits) {
    if (edit.kind === 'same') {
      pairs.push([edit.before, edit.before]);
      isOpen = false;
      continue;
    }
    const last = pairs.at(-1);
    const [old, next] = edit.kind === 'removed' ? [edit.before, ''] : ['', edit.after];
    if (isOpen && last) pairs[pairs.length - 1] = [last[0] + old, last[1] + next];
    else pairs.push([old, next]);
    isOpen = true;
  }
  return pairs;
}

function sharedEnds(a: string, b: string): [number, number] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [start, end];
}

function add(side: Piece[], text: string, isChanged: boolean): void {
  if (text === '') return;
  const last = side.at(-1);
  if (last?.isChanged === isChanged) side[side.length - 1] = { text: last.text + text, isChanged };
  else side.push({ text, isChanged });
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
