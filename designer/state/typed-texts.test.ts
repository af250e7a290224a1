import { describe, expect, test } from 'vitest';
import { tabTexts } from './typed-texts.ts';

describe('texts that are no value yet', () => {
  test('come back after a reload while the value is still the same', () => {
    const storage = aStorage();
    tabTexts('a-flow', storage).write('n1/config.body', { a: 1 }, '{ "a": 1, ');
    expect(tabTexts('a-flow', storage).read('n1/config.body', { a: 1 })).toBe('{ "a": 1, ');
    expect(tabTexts('another', storage).read('n1/config.body', { a: 1 })).toBeNull();
  });

  test('give way to a value that changed since', () => {
    const texts = tabTexts('a-flow', aStorage());
    texts.write('n1/config.keyHours', 24, 'two da');
    expect(texts.read('n1/config.keyHours', 48)).toBeNull();
  });

  test('leave nothing behind once they are a value', () => {
    const storage = aStorage();
    const texts = tabTexts('a-flow', storage);
    texts.write('n1/config.keyHours', undefined, '2 hou');
    texts.drop('n1/config.keyHours');
    expect(storage.length).toBe(0);
  });

  test('a damaged or full storage costs only the text', () => {
    const storage = aStorage();
    storage.setItem('crossdock.typed.a-flow', 'not JSON');
    const texts = tabTexts('a-flow', storage);
    expect(texts.read('n1/config.x', 1)).toBeNull();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(() => texts.write('n1/config.x', 1, 'text')).not.toThrow();
  });
});

function aStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
