import { channelsOf } from '../content.ts';
import { fails, type GateCheck, looksAtNothing, passes } from './gate.ts';
import { instantWords } from './words.ts';

/** No deployment on the peak days of the channels that are concerned, or while stock is counted. */
export const blackoutGate: GateCheck = {
  id: 'blackout',
  title: 'Blackout',
  check({ items, policy, at, to }) {
    const channels = channelsOf(items);
    // A table or a contract alone may concern any channel.
    const concerned = policy.blackouts.filter(
      (one) => one.channels === 'all' || channels.length === 0 || one.channels.some((name) => channels.includes(name)),
    );
    const now = concerned.find(({ from, to: until }) => Date.parse(from) <= at && at < Date.parse(until));
    if (now)
      return fails(
        `${now.title} until ${instantWords(Date.parse(now.to))}`,
        `Schedule it for after ${instantWords(Date.parse(now.to))}, or let an admin of ${to} pass this with a reason.`,
        [
          {
            text: `${now.title}: ${instantWords(Date.parse(now.from))} to ${instantWords(Date.parse(now.to))}`,
            link: `/environments/${to}`,
          },
        ],
        true,
      );
    const next = concerned.filter(({ from }) => Date.parse(from) > at).sort((a, b) => Date.parse(a.from) - Date.parse(b.from))[0];
    return next ? passes(`next: ${next.title}, ${instantWords(Date.parse(next.from))}`) : looksAtNothing('none ahead');
  },
};
