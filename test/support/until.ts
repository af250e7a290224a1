import { setTimeout as pause } from 'node:timers/promises';

/** How often a condition is looked at. Milliseconds. */
const step = 20;

/**
 * Asks again until the answer holds, and resolves to it. Rejects after `within` milliseconds (default 60,000) with what was waited for and the last
 * answer; a question that throws is not asked again.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  holds: (answer: T) => boolean,
  { within = 60_000 }: { readonly within?: number } = {},
): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${within / 1000} s for ${what}; the last answer was ${shown(answer)}`);
    await pause(step);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 500 ? `${text.slice(0, 500)}...` : text;
}
