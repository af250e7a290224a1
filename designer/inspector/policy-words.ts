import type { RetryPolicy } from '@crossdock/flows/document/flow';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { formatDuration } from '../kit/format.ts';

/** "Retry: 5 times, 2 s to 5 m". */
export function retryInWords({ attempts, firstDelaySeconds, factor, maxDelaySeconds }: RetryPolicy): string {
  if (attempts <= 1) return 'No retry';
  const last = Math.min(maxDelaySeconds, firstDelaySeconds * factor ** (attempts - 2));
  const from = formatDuration(firstDelaySeconds * 1000);
  const to = formatDuration(last * 1000);
  return `Retry: ${attempts} tries, ${from === to ? from : `${from} to ${to}`}`;
}

/** The waits before each further try, in seconds, without jitter. */
export function retryDelays({ attempts, firstDelaySeconds, factor, maxDelaySeconds }: RetryPolicy): number[] {
  return Array.from({ length: Math.max(0, attempts - 1) }, (_, i) => Math.min(maxDelaySeconds, firstDelaySeconds * factor ** i));
}

export function idempotencyInBrief(idempotency: NodeDescriptor['idempotency']): string {
  if (idempotency === null) return '';
  if (idempotency === 'none') return 'No idempotency key: an unknown outcome waits for a person.';
  if (idempotency === 'by configuration') return 'Whether a repeat is safe follows from its settings.';
  return 'lookUp' in idempotency ? 'Asked before it is repeated.' : 'Sent with an idempotency key: a repeat changes nothing.';
}
