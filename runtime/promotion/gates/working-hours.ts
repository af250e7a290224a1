import { isWithin, nextOpening } from '../working-hours.ts';
import { fails, type GateCheck, looksAtNothing, passes } from './gate.ts';
import { instantWords } from './words.ts';

/** Deployments happen while those are at work who would have to mend what goes wrong. */
export const workingHoursGate: GateCheck = {
  id: 'working-hours',
  title: 'Working hours',
  check({ policy: { workingHours }, at, to }) {
    if (!workingHours) return looksAtNothing('at any time');
    const words = `${workingHours.days.join(', ')} ${workingHours.from} to ${workingHours.to} ${workingHours.zone}`;
    if (isWithin(workingHours, at)) return passes(words);
    const next = nextOpening(workingHours, at);
    const when = next === null ? 'within them' : `for ${instantWords(next, workingHours.zone)} or later`;
    return fails(
      `${instantWords(at, workingHours.zone)} is outside of them`,
      `Schedule it ${when}, or let an admin of ${to} pass this with a reason.`,
      [{ text: words, link: `/environments/${to}` }],
      true,
    );
  },
};
