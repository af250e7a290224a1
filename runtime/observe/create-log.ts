import type { LogLevel } from '../config.ts';
import { type Log, silentLog } from '../engine/log.ts';

/** One JSON object a line on stderr, so that stdout stays for people. */
export async function createLog(level: LogLevel): Promise<Log> {
  if (level === 'silent') return silentLog;
  const { pino } = await import('pino');
  const log: Log = pino(
    { level, redact: { paths: ['secret', 'token', 'authorization', '*.secret', '*.token', '*.authorization'], censor: '[redacted]' } },
    pino.destination({ dest: 2, sync: true }),
  );
  return log;
}
