import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import type { Telemetry } from 'bullmq';

const name = 'crossdock.queue';

/** Spans of puts and of jobs, when an OpenTelemetry provider is registered at this moment; else nothing is loaded and nothing costs. */
export async function queueTelemetry(): Promise<Telemetry | undefined> {
  const provider = trace.getTracerProvider();
  // Without a provider the API answers with its own stand-in, which has nobody to pass spans on to.
  if (provider instanceof ProxyTracerProvider && !provider.getDelegateTracer(name)) return undefined;
  const { BullMQOtel } = await import('bullmq-otel');
  return new BullMQOtel({ tracerName: name });
}
