import type { RetryPolicy } from '@crossdock/flows/document/flow';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';

/** "Retry: 5 times, 2 s to 5 m". */
export function retryInWords({ attempts, firstDelaySeconds, factor, maxDelaySeconds }: RetryPolicy): string {
  if (attempts <= 1) return 'No retry';
  const last = Math.min(maxDelaySeconds, firstDelaySeconds * factor ** (attempts - 2));
  const from = secondsInWords(firstDelaySeconds);
  const to = secondsInWords(last);
  return `Retry: ${attempts} tries, ${from === to ? from : `${from} to ${to}`}`;
}

/** `2 s`, `1.5 s`, `5 m`. */
export function secondsInWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  return rest === 0 ? `${minutes} m` : `${minutes} m ${rest} s`;
}

/** The waits before each further try, in seconds, without jitter. */
export function retryDelays({ attempts, firstDelaySeconds, factor, maxDelaySeconds }: RetryPolicy): number[] {
  return Array.from({ length: Math.max(0, attempts - 1) }, (_, i) => Math.min(maxDelaySeconds, firstDelaySeconds * factor ** i));
}

export function idempotencyInBrief(idempotency: NodeDescriptor['idempotency']): string {
  if (idempotency === null) return '';
  if (idempotency === 'none') return 'Without a key: an unknown outcome waits for a person.';
  if (idempotency === 'by configuration') return 'Repeats are safe if its settings say so.';
  return 'lookUp' in idempotency ? 'Asked before it is repeated.' : 'Once per item, by idempotency key.';
}
