/** A line is found by at most so many words. */
const most = 40;

/** Lower-case words of a text: letters, digits and the signs within names. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_@.-]*/gu) ?? [];
}

/** The words of a line: those of its texts, whole and by their parts, without repeats. */
export function searchWords(texts: readonly unknown[]): readonly string[] {
  const words = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const word of wordsOf(value.slice(0, 500))) {
        words.add(word.slice(0, 100));
        for (const part of word.split(/[-_.@]/)) if (part.length > 1) words.add(part.slice(0, 100));
      }
    } else if (typeof value === 'number') words.add(String(value));
    else if (Array.isArray(value)) value.forEach(add);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(add);
  };
  texts.forEach(add);
  return [...words].slice(0, most);
}
