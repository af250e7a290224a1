import type { Clock } from '../clock/clock.ts';
import type { Audit } from './audit.ts';

/** Somebody who goes through the steps of a run has looked at it once. Milliseconds. */
const sameLook = 10 * 60_000;
/** Looks remembered, so that memory stays bounded. */
const most = 10_000;

export type RecordView = (view: {
  readonly by: string;
  readonly subject: string;
  readonly env: string | undefined;
  readonly what: string;
}) => Promise<void>;

/** Records that somebody has seen messages of customers; before they are shown, so that none is seen unrecorded. */
export function createRecordView({ audit, clock }: { readonly audit: Audit; readonly clock: Clock }): RecordView {
  const looks = new Map<string, number>();
  return async ({ by, subject, env, what }) => {
    const look = JSON.stringify([by, subject]);
    const now = clock.now();
    if (now - (looks.get(look) ?? 0) < sameLook) return;
    await audit.record({ by, act: 'payload.viewed', subject, env, details: { what } });
    looks.delete(look);
    looks.set(look, now);
    if (looks.size > most) looks.delete(looks.keys().next().value as string);
  };
}
