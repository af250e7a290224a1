import { Queue } from 'bullmq';
import type { Clock } from '../../clock/clock.ts';
import type { Log } from '../../engine/log.ts';
import { connectRedis } from '../../redis/connect-redis.ts';
import { checkedPutOptions, type PutOptions } from '../put-options.ts';
import { QueueUnavailable } from '../queue-unavailable.ts';
import type { Consumer, QueuedRun, RunQueue } from '../run-queue.ts';
import { createBackends } from './backends.ts';
import { bullmqConsumer, type StallTimes } from './bullmq-consumer.ts';
import { faultOf, type WorkerFault } from './faults.ts';
import { gather } from './gather.ts';
import { jobId, queueName } from './names.ts';
import { newJobs } from './new-jobs.ts';
import { queueTelemetry } from './telemetry.ts';

type Job = { readonly id: string; readonly delay: number; readonly priority: number };

/** A job holds nothing but its id, and leaves nothing behind: one that was kept would make the next put of its id a silent nothing. */
const ofEveryJob = { removeOnComplete: true, removeOnFail: true } as const;
/** Nobody reads BullMQ's own event streams. */
const eventsKept = 10;

/**
 * The queue on Redis, by BullMQ: one BullMQ queue per lane, shared by all processes with the same Redis and prefix. Rejects with StartupError when Redis
 * cannot be worked with. While Redis is away, puts reject with QueueUnavailable within seconds, handlers under way go on, and consumers begin again by
 * themselves when it is back.
 */
export async function bullmqQueue({
  url,
  clock,
  log,
  prefix = 'crossdock',
  stallTimes = { lock: 10_000, look: 5000 },
}: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  /** All keys begin with it, so that several installations can share a Redis. */
  readonly prefix?: string;
  readonly stallTimes?: StallTimes;
}): Promise<RunQueue> {
  const redis = await connectRedis({ url, log });
  const telemetry = await queueTelemetry();
  const backends = createBackends(redis, prefix);
  const queues = new Map<string, Queue>();
  const consumers = new Set<Consumer>();
  /** Whether Redis answers without doing what it is asked; told once until a put works again. */
  let refused = false;
  let closed: Promise<void> | undefined;

  function queueOf(lane: string): Queue {
    if (closed) throw new Error('the queue is closed');
    // Neither sent later, when nobody wants it any more, nor waited for.
    if (redis.impatient.status !== 'ready') throw new QueueUnavailable(`Redis at ${redis.address} cannot be reached`);
    let queue = queues.get(lane);
    if (!queue) {
      const name = queueName(lane);
      const options = { connection: redis.impatient, prefix, streams: { events: { maxLen: eventsKept } }, ...(telemetry && { telemetry }) };
      queue = new Queue(name, options, backends.ofQueue);
      queue.on('error', (error) => onFault(faultOf(error), error, lane));
      queues.set(lane, queue);
    }
    return queue;
  }

  async function ask<T>(lane: string, question: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = queueOf(lane);
    try {
      const answer = await question(queue);
      refused = false;
      return answer;
    } catch (error) {
      if (error instanceof Error && faultOf(error) === 'refused') tellRefusal(error.message);
      throw new QueueUnavailable(`Redis at ${redis.address} did not do it: ${String(error)}`, { cause: error });
    }
  }

  function tellRefusal(reason: string): void {
    if (closed || refused || redis.impatient.status !== 'ready') return;
    refused = true;
    log.error(
      { redis: redis.address, error: reason },
      'Redis answers and refuses the work of the queue; due runs wait in the store until it does it',
    );
  }

  function putJobs(lane: string, jobs: readonly Job[]): Promise<unknown> {
    return ask(lane, async (queue) => {
      const missing = await newJobs(redis.impatient, queue.toKey(''), jobs);
      if (missing.length === 0) return;
      await queue.addBulk(
        missing.map(({ id, delay, priority }) => ({ name: 'run', data: null, opts: { ...ofEveryJob, jobId: id, delay, priority } })),
      );
    });
  }

  async function putAll(all: readonly { readonly lane: string; readonly job: Job }[]): Promise<void> {
    const lanes = new Map<string, Job[]>();
    for (const { lane, job } of all) {
      const jobs = lanes.get(lane);
      if (jobs) jobs.push(job);
      else lanes.set(lane, [job]);
    }
    await Promise.all([...lanes].map(([lane, jobs]) => putJobs(lane, jobs)));
  }

  const putSoon = gather(putAll);

  /** Connections come and go by themselves and are told of elsewhere; a job that Redis forgot cannot be ended, which says nothing of the run. */
  function onFault(fault: WorkerFault, error: Error, lane: string): void {
    if (fault === 'forgotten') log.info({ lane, error: error.message }, 'a job was no longer in the queue when it ended');
    else if (fault === 'refused') tellRefusal(error.message);
  }

  async function close(): Promise<void> {
    await Promise.all([...consumers].map((consumer) => consumer.close()));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    redis.close();
  }

  return {
    kind: 'bullmq',
    async put(run, options) {
      await putSoon({ lane: run.lane, job: asJob(run, options) });
    },
    putMany: async (runs) => putAll(runs.map((run) => ({ lane: run.lane, job: asJob(run, run) }))),
    consume(lane, concurrency, handle) {
      if (closed) throw new Error('the queue is closed');
      const resources = { backends, prefix, clock, telemetry, stallTimes, onFault };
      const consumer = bullmqConsumer(resources, lane, concurrency, handle);
      consumers.add(consumer);
      return consumer;
    },
    depth: (lane) =>
      ask(lane, async (queue) => {
        const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed');
        return Object.values(counts).reduce((sum, count) => sum + count, 0);
      }),
    pause: (lane) => ask(lane, (queue) => queue.pause()),
    resume: (lane) => ask(lane, (queue) => queue.resume()),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function asJob(run: QueuedRun, options: PutOptions | undefined): Job {
  return { id: jobId(run), ...checkedPutOptions(options) };
}
