import { systemClock } from '@crossdock/runtime/clock/clock';
import { silentLog } from '@crossdock/runtime/engine/log';
import { bullmqQueue } from '@crossdock/runtime/queue/bullmq/bullmq-queue';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Redis } from 'ioredis';
import { afterAll, afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { redisIsMissing, startRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

describe.skipIf(redisIsMissing)('spans of the queue', async () => {
  const redis = redisIsMissing ? null : await startRedis();
  const url = redis?.url ?? '';
  afterAll(() => redis?.stop());
  afterEach(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });
  let count = 0;
  const newPrefix = () => `crossdock-test-${process.pid}-t${count++}`;

  /** As an operator's own instrumentation, loaded before the server, would. */
  function registerProvider(): InMemorySpanExporter {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    return exporter;
  }

  it('with a provider: a span of the put, one of each job in the same trace, and the handler runs inside of it', async () => {
    const exporter = registerProvider();
    const queue = await bullmqQueue({ url, clock: systemClock, log: silentLog, prefix: newPrefix() });
    onTestFinished(queue.close);
    const inside: (string | undefined)[] = [];
    queue.consume('shopify', 2, async () => void inside.push(trace.getActiveSpan()?.spanContext().traceId));
    await queue.putMany([
      { runId: 'r_1', lane: 'shopify', dispatch: 1 },
      { runId: 'r_2', lane: 'shopify', dispatch: 1 },
    ]);
    const named = (word: string) => exporter.getFinishedSpans().filter(({ name }) => name.startsWith(word));
    await until(
      'both jobs',
      () => named('process'),
      (spans) => spans.length === 2,
    );
    const [put, ...others] = named('addBulk');
    expect(others).toEqual([]);
    const traceId = put?.spanContext().traceId;
    expect(named('process').map((span) => span.spanContext().traceId)).toEqual([traceId, traceId]);
    expect(
      named('process')
        .map(({ attributes }) => attributes['bullmq.job.id'])
        .toSorted(),
    ).toEqual(['r_1-1', 'r_2-1']);
    expect(inside).toEqual([traceId, traceId]);
  });

  it('without one: nothing about traces is written into the jobs', async () => {
    const prefix = newPrefix();
    const queue = await bullmqQueue({ url, clock: systemClock, log: silentLog, prefix });
    onTestFinished(queue.close);
    await queue.put({ runId: 'r_1', lane: 'shopify', dispatch: 1 });
    const client = new Redis(url);
    onTestFinished(() => client.disconnect());
    expect(JSON.parse((await client.hget(`${prefix}:shopify:r_1-1`, 'opts')) ?? '')).not.toHaveProperty('tm');
  });
});
