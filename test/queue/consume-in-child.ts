import { systemClock } from '@crossdock/runtime/clock/clock';
import { silentLog } from '@crossdock/runtime/engine/log';
import { bullmqQueue } from '@crossdock/runtime/queue/bullmq/bullmq-queue';

/** A worker process of its own: `URL PREFIX LANE CONCURRENCY [hold]` prints the id of each run it takes; with `hold` its handlers never end. */
const [url = '', prefix = '', lane = '', concurrency = '1', hold] = process.argv.slice(2);
const queue = await bullmqQueue({ url, clock: systemClock, log: silentLog, prefix, stallTimes: { lock: 1000, look: 300 } });
queue.consume(lane, Number(concurrency), ({ runId }) => {
  process.stdout.write(`${runId}\n`);
  return hold ? new Promise<void>(() => {}) : Promise.resolve();
});
process.stdout.write('ready\n');
process.on('SIGTERM', () => void queue.close().then(() => process.exit(0)));
