import { describe, expect, test } from 'vitest';
import { codeMarks, expressionMarks, templateMarks } from './text-marks.ts';

const marked = (text: string) => templateMarks(text).map(({ from, to, message }) => [text.slice(from, to), message]);

describe('mistakes are marked at their very place', () => {
  test('an unknown name within a text of several expressions', () => {
    expect(marked('{{ item.id }}/{{ itm.name }}')).toEqual([['itm', '"itm" is not known here; did you mean "item"?']]);
  });

  test('an expression that is not closed, or ends too early', () => {
    expect(marked('Order {{ item.id')[0]?.[0]).toBe('{{');
    expect(marked('{{ item.total * }}')[0]?.[1]).toBe('the expression ends too early');
    expect(marked('{{ item.id }}')).toEqual([]);
  });

  test('code and expressions without braces', () => {
    expect(expressionMarks('answer.status = 200', ['answer'])[0]).toMatchObject({ from: 0 });
    expect(expressionMarks('answer.status === 200', ['answer'])).toEqual([]);
    expect(codeMarks('return item +;')[0]).toMatchObject({ from: 13, to: 14 });
  });
});
