import type { StatusLook } from '../kit/status.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { trafficLook } from './traffic-words.ts';

const texts = connectionsTexts.states;
type Warning = Connection['warnings'][number]['code'];

/** What keeps calls from going through, whatever the traffic says: the worst first. */
const stopping: readonly (readonly [Warning, StatusLook])[] = [
  ['NO_SECRET', { word: texts.needsSecret, icon: 'key', family: 'bad' }],
  ['SECRET_UNREADABLE', { word: texts.unreadable, icon: 'key', family: 'bad' }],
  ['NOT_CONNECTED', { word: texts.needsConnecting, icon: 'plug', family: 'warn' }],
  ['TOKEN_REFUSED', { word: texts.refused, icon: 'circle-x', family: 'bad' }],
  ['EXPIRED', { word: texts.expired, icon: 'circle-x', family: 'bad' }],
];

/** The state of a connection in one word: what keeps its calls from going through comes first, then what soon will. */
export function connectionLook(connection: Connection): StatusLook {
  const { traffic, warnings, lastTest, usedBy, usedByOthers, updatedAt, calls, auth } = connection;
  const codes = new Set(warnings.map(({ code }) => code));
  const stopped = stopping.find(([code]) => codes.has(code));
  if (stopped) return stopped[1];
  const flowing = trafficLook(traffic);
  if (traffic.state !== 'closed') return flowing;
  if (lastTest && !lastTest.ok && lastTest.at > updatedAt) return { word: texts.testFailed, icon: 'circle-x', family: 'bad' };
  if (traffic.waiting > 0) return flowing;
  if (codes.has('EXPIRES_SOON')) return { word: texts.expiresSoon, icon: 'alert-triangle', family: 'warn' };
  // Nobody calls what only signs messages that come in: it is in order when it is used.
  const isKnown = auth.kind === 'webhook-secret' ? usedBy.length + usedByOthers > 0 : calls.some(({ done }) => done > 0);
  if (lastTest === null && !isKnown) return { word: texts.notTested, icon: 'circle-dashed', family: 'idle' };
  return flowing;
}
