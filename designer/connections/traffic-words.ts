import { countOf, formatTime } from '../kit/format.ts';
import type { StatusLook } from '../kit/status.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';
import { toTheMinute } from './maintenance-form.ts';

type Traffic = Connection['traffic'];

const looks: Record<Traffic['state'], StatusLook> = {
  closed: { word: 'Healthy', icon: 'circle-check', family: 'good' },
  'half-open': { word: 'Probing', icon: 'loader-2', family: 'info' },
  open: { word: 'Breaker open', icon: 'plug-connected-x', family: 'bad' },
  held: { word: 'Throttled', icon: 'gauge', family: 'warn' },
  paused: { word: 'Paused', icon: 'player-pause', family: 'wait' },
  maintenance: { word: texts.states.maintenance, icon: 'tool', family: 'wait' },
};

/** How the state of a connection is drawn and said. Calls that wait for their turn make a healthy connection a throttled one. */
export function trafficLook({ state, waiting }: Traffic): StatusLook {
  return state === 'closed' && waiting > 0 ? looks.held : looks[state];
}

/** "12 runs wait"; empty when none do. */
export function waitingInWords(waiting: number): string {
  if (waiting === 0) return '';
  return `${waiting >= 10_000 ? 'over ' : ''}${countOf(waiting, 'run waits', 'runs wait')}`;
}

/** What holds its calls back, since and until when, and what becomes of them; undefined when nothing does. */
export function trafficInWords(traffic: Traffic, name: string, now: number): { what: string; next: string } | undefined {
  const { state, since, until, by, why, waiting } = traffic;
  const when = since === null ? null : formatTime(since, now);
  switch (state) {
    case 'paused':
      return {
        what: texts.pausedBy(by, when, why),
        next:
          until === null
            ? 'Its runs wait, and no attempt is counted. They go on when it is resumed.'
            : `Its runs wait, and no attempt is counted. They go on by themselves ${formatTime(until, now)}.`,
      };
    case 'open':
      return {
        what: texts.stoppedWorking(name, when, why),
        next: `Nothing is sent. A first call tries again ${until === null ? 'soon' : formatTime(until, now)}; when it goes through, more follow.`,
      };
    case 'half-open':
      return {
        what: texts.stoppedWorking(name, when, null),
        next: 'A few calls are tried: one, then twice as many each time they go through. All others wait.',
      };
    case 'maintenance':
      return {
        what: texts.maintenance.isOn(why ?? texts.maintenance.title, until === null ? null : toTheMinute(formatTime(until, now))),
        next: texts.maintenance.help,
      };
    case 'held':
      return {
        what: `${name} asked to be left alone for a while.`,
        next: `Its runs wait and go on by themselves ${until === null ? 'soon' : formatTime(until, now)}.`,
      };
    case 'closed':
      return waiting === 0
        ? undefined
        : { what: texts.moreCallsWaitThanIts, next: 'They go out in their turn; nothing is lost and no attempt is counted.' };
  }
}
