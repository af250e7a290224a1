import { type Telemetry, Worker } from 'bullmq';
import type { Clock } from '../../clock/clock.ts';
import type { Consumer, QueuedRun } from '../run-queue.ts';
import type { Backends } from './backends.ts';
import { faultOf, type WorkerFault } from './faults.ts';
import { queuedRun, queueName } from './names.ts';

/** How soon the jobs of a worker that died are handed out again. Milliseconds. */
export type StallTimes = {
  /** A worker whose lock on a job is older is taken for dead; a living one renews it at half of this. */
  readonly lock: number;
  /** A dead worker's job is found at the second look after its lock has run out. */
  readonly look: number;
};

export type ConsumerResources = {
  readonly backends: Backends;
  readonly prefix: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry | undefined;
  readonly stallTimes: StallTimes;
  readonly onFault: (fault: WorkerFault, error: Error, lane: string) => void;
};

/** Waiting for a job is broken off and begun anew after this time, seconds: so a connection that died silently is noticed. */
const waitForJob = 10;
/** After an answer that refuses nothing is asked for so long. Milliseconds. */
const afterRefusal = 1000;
/** A closing consumer lets Redis know what ended; when Redis does not answer so long after the last handler, it does without. Milliseconds. */
const farewell = 2000;

/** Takes jobs of one lane. */
export function bullmqConsumer(
  { backends, prefix, clock, telemetry, stallTimes, onFault }: ConsumerResources,
  lane: string,
  concurrency: number,
  handle: (job: QueuedRun) => Promise<void>,
): Consumer {
  const underWay = new Set<Promise<void>>();
  const worker = new Worker(
    queueName(lane),
    async ({ id }) => {
      const job = queuedRun(lane, id);
      if (!job) return;
      const handling = handled(handle, job);
      underWay.add(handling);
      await handling;
      underWay.delete(handling);
    },
    {
      // Its backend brings the real ones along.
      connection: {},
      prefix,
      concurrency,
      drainDelay: waitForJob,
      runRetryDelay: 1000,
      lockDuration: stallTimes.lock,
      stalledInterval: stallTimes.look,
      // It comes back once; a second time it is dropped, and the feeder knows from the store what became of the run.
      maxStalledCount: 1,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      ...(telemetry && { telemetry }),
    },
    backends.ofWorker,
  );
  worker.on('error', (error) => {
    const fault = faultOf(error);
    onFault(fault, error, lane);
    if (fault === 'refused') rest();
  });
  let isResting = false;

  /** BullMQ asks again at once, without end. */
  function rest(): void {
    if (isResting) return;
    isResting = true;
    void worker.pause(true);
    clock.after(afterRefusal, () => {
      isResting = false;
      if (!closed) void worker.resume();
    });
  }

  let closed: Promise<void> | undefined;
  return {
    close() {
      closed ??= end();
      return closed;
    },
  };

  async function end(): Promise<void> {
    const ended = worker.close();
    // Of these the handler may still be waiting to begin, hence not the set of now.
    const handlersEnded = async () => {
      while (underWay.size > 0) await Promise.all(underWay);
      await new Promise<void>((resolve) => clock.after(farewell, resolve));
    };
    await Promise.race([ended, handlersEnded()]);
  }
}

/** A handler that throws drops its job: the feeder knows from the store what became of the run. */
async function handled(handle: (job: QueuedRun) => Promise<void>, job: QueuedRun): Promise<void> {
  try {
    await handle(job);
  } catch {
    // See above.
  }
}
