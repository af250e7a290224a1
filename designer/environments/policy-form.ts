import type { Blackout, Day } from '../promotion/shapes.ts';
import type { PromotionPolicy } from '../server/shapes.ts';

export const weekDays: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export function blackoutIsSound({ title, from, to }: Blackout): boolean {
  return title.trim() !== '' && Date.parse(from) < Date.parse(to);
}

export function policyIsSound({ workingHours, blackouts }: PromotionPolicy): boolean {
  return (
    (workingHours === null || (workingHours.days.length > 0 && workingHours.from < workingHours.to)) && blackouts.every(blackoutIsSound)
  );
}

/** Blackouts by their beginning; those that are over stand last. */
export function byTime(
  blackouts: readonly Blackout[],
  now: number,
): { blackout: Blackout; index: number; when: 'past' | 'now' | 'next' }[] {
  return blackouts
    .map((blackout, index) => {
      const [from, to] = [Date.parse(blackout.from), Date.parse(blackout.to)];
      const when: 'past' | 'now' | 'next' = to <= now ? 'past' : from <= now ? 'now' : 'next';
      return { blackout, index, when };
    })
    .sort((a, b) => Number(a.when === 'past') - Number(b.when === 'past') || a.blackout.from.localeCompare(b.blackout.from));
}

/** Monday to Friday from eight to six, where somebody turns working hours on. */
export function usualHours(zone: string): NonNullable<PromotionPolicy['workingHours']> {
  return { zone, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' };
}
