import type { Habits } from './suggest-types.ts';

const key = 'crossdock.palette.habits';

/** What was put behind what in this browser. */
export function readHabits(): Habits {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Habits;
  } catch {
    return {};
  }
}

export function rememberHabit(first: string, second: string): void {
  const habits = readHabits();
  const pair = `${first} > ${second}`;
  try {
    localStorage.setItem(key, JSON.stringify({ ...habits, [pair]: Math.min(20, (habits[pair] ?? 0) + 1) }));
  } catch {
    // A full or forbidden storage only costs the habit.
  }
}
