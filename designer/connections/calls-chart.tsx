import type { Connection } from '../server/shapes.ts';

/** Calls, failures and waits of the last 24 hours. */
export function CallsChart(_: { connection: Connection }) {
  return null;
}
