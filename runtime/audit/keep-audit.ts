import type { Clock } from '../clock/clock.ts';
import type { Log } from '../engine/log.ts';
import { createUpkeep, type Upkeep } from '../engine/upkeep.ts';
import type { Audit } from './audit.ts';

/** Removes lines that are older than wanted, every hour. `days` null: none is ever removed. */
export function keepAudit(given: {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
  readonly days: number | null;
}): Upkeep {
  const { audit, clock, log, days } = given;
  const tasks = days === null ? [] : [{ name: 'audit', everyMs: 60 * 60_000, run: () => audit.prune(days) }];
  const upkeep = createUpkeep({ clock, log, tasks });
  upkeep.start();
  return upkeep;
}
