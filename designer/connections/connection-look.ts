import type { StatusLook } from '../kit/status.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { factsOf } from './connection-facts.ts';
import { expiryOf } from './expiry.ts';
import { trafficLook } from './traffic-words.ts';

const texts = connectionsTexts.states;

/** The state of a connection in one word: what keeps its calls from going through comes first, then what soon will. */
export function connectionLook(connection: Connection, now: number): StatusLook {
  const { auth, traffic } = connection;
  const { lastTest, authorized } = factsOf(connection);
  if (!auth.hasSecret && auth.kind !== 'none') return { word: texts.needsSecret, icon: 'key', family: 'warn' };
  if (auth.kind === 'oauth2-code' && authorized === null) return { word: texts.needsConnecting, icon: 'plug', family: 'warn' };
  const traffics = trafficLook(traffic);
  if (traffic.state !== 'closed') return traffics;
  const expiry = expiryOf(connection, now);
  if (expiry?.isOver) return { word: texts.expired, icon: 'circle-x', family: 'bad' };
  if (lastTest?.ok === false && lastTest.at > connection.updatedAt) return { word: texts.testFailed, icon: 'circle-x', family: 'bad' };
  if (traffic.waiting > 0) return traffics;
  if (expiry) return { word: texts.expiresSoon, icon: 'alert-triangle', family: 'warn' };
  return traffics;
}
