import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listDiff } from './list-diff.ts';
import { folded, lineDiff, textDiff } from './text-diff.ts';

const marks = (pieces: readonly { text: string; isChanged: boolean }[]) =>
  pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');

describe('a text beside its new form', () => {
  test.each([
    ['{{ each.qty }}', '{{ each.quantity }}', '{{ each.q[]ty }}', '{{ each.q[uanti]ty }}'],
    ['2,500', '5,000', '[2],[5]00', '[5],[0]00'],
    ['a b c', 'a c', 'a [b ]c', 'a c'],
    ['', 'new', '', '[new]'],
  ])('%s becomes %s', (before, after, old, next) => {
    const diff = textDiff(before, after);
    expect([marks(diff.before), marks(diff.after)].map((text) => text.replaceAll('[]', ''))).toEqual(
      [old, next].map((text) => text.replaceAll('[]', '')),
    );
  });

  test('keeps every character of both sides', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const diff = textDiff(before, after);
        expect(diff.before.map(({ text }) => text).join('')).toBe(before);
        expect(diff.after.map(({ text }) => text).join('')).toBe(after);
        const same = (pieces: typeof diff.before) =>
          pieces
            .filter(({ isChanged }) => !isChanged)
            .map(({ text }) => text)
            .join('');
        expect(same(diff.before)).toBe(same(diff.after));
      }),
    );
  });
});

describe('lines of code', () => {
  const before = ['const a = 1;', 'const b = 2;', 'return a + b;'].join('\n');

  test('that were changed stand under each other with their words marked', () => {
    const lines = lineDiff(before, before.replace('b = 2', 'b = 3'));
    expect(lines.map(({ kind, before: old, after, pieces }) => `${kind} ${old} ${after} ${marks(pieces)}`)).toEqual([
      'same 1 1 const a = 1;',
      'removed 2 null const b = [2];',
      'added null 2 const b = [3];',
      'same 3 3 return a + b;',
    ]);
  });

  test('that share nothing are not marked word by word', () => {
    expect(lineDiff('one', 'completely different').map(({ pieces }) => marks(pieces))).toEqual(['one', 'completely different']);
  });

  test('far from a change are folded', () => {
    const long = Array.from({ length: 40 }, (_, i) => `line ${i}`);
    const shown = folded(lineDiff(long.join('\n'), long.with(20, 'changed').join('\n')));
    expect(shown.map((each) => (each.kind === 'fold' ? `fold ${each.lines.length}` : each.kind))).toEqual([
      'fold 17',
      'same',
      'same',
      'same',
      'removed',
      'added',
      'same',
      'same',
      'same',
      'fold 16',
    ]);
  });

  test('a thousand changed lines are compared in well under a second', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `const value${i} = ${i};`);
    const changed = lines.map((line, i) => (i % 2 ? line : `${line} // ${i}`));
    expect(cpuTime(() => lineDiff(lines.join('\n'), changed.join('\n')))).toBeLessThan(1000);
  });
});

test('the edits of any two lists lead from the one to the other, in as few steps as there can be', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
  fc.assert(
    fc.property(list, list, (before, after) => {
      const edits = listDiff(before, after);
      expect(edits.flatMap((edit) => (edit.kind === 'added' ? [] : [edit.before]))).toEqual(before);
      expect(edits.flatMap((edit) => (edit.kind === 'removed' ? [] : [edit.after]))).toEqual(after);
      expect(edits.filter((edit) => edit.kind === 'same')).toHaveLength(longestShared(before, after));
    }),
  );
});

function longestShared(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  return Math.max(longestShared(rest, b), at < 0 ? 0 : 1 + longestShared(rest, b.slice(at + 1)));
}
