import type { Problem } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { atItsField, isUnfinished, settled, withLocal } from './step-problems.ts';

const problem = (code: string, field: string | null, message = 'x'): Problem => ({
  severity: code.startsWith('WARN') ? 'warning' : 'error',
  code,
  nodeId: 'n1',
  field,
  message,
  remedy: '',
});

describe('the problems of a step while its form is open', () => {
  test('its settings are judged here, everything else by the server', () => {
    const server = [
      problem('INVALID_CONFIG', 'config.path'),
      problem('WARN_DEAD_END', null),
      problem('UNKNOWN_CONTRACT', 'config.contract'),
    ];
    const local = [problem('EXPRESSION_SYNTAX', 'config.body')];
    expect(withLocal(server, local).map(({ code }) => code)).toEqual(['UNKNOWN_CONTRACT', 'EXPRESSION_SYNTAX', 'WARN_DEAD_END']);
  });

  test('under its field a problem does not repeat where it is', () => {
    expect(atItsField(problem('X', 'config.path', '"Send": "path" is missing.'), 'Send').message).toBe('Nothing is given yet.');
    expect(atItsField(problem('X', 'config.path', '"Send": "path" cannot be "a b".'), 'Send').message).toBe('Cannot be "a b".');
    expect(atItsField(problem('X', 'config.path', 'Nothing follows.'), 'Send').message).toBe('Nothing follows.');
  });

  test.each(['{{ ', '{{ item.', '{{  }}', '{{ item.total * }}', '{{ text.upper( }}', ''])('"%s" is still being written', (text) => {
    expect(isUnfinished(text)).toBe(true);
  });
  test.each(['{{ item.id }}', '{{ itm.id }}', 'plain', '{{ a }} and {{ b }}'])('"%s" is finished', (text) => {
    expect(isUnfinished(text)).toBe(false);
  });

  test('a field is left in peace while it is typed in, the others are not', () => {
    const all = [problem('EXPRESSION_SYNTAX', 'config.body'), problem('INVALID_CONFIG', 'config.path')];
    expect(settled(all, { field: 'config.body', value: '{{ item. }}' }, true).map(({ field }) => field)).toEqual(['config.path']);
    expect(settled(all, { field: 'config.body', value: '{{ itm.x }}' }, false)).toHaveLength(1);
    expect(settled(all, { field: 'config.body', value: '{{ itm.x }}' }, true)).toHaveLength(2);
    expect(settled(all, null, true)).toBe(all);
  });
});
