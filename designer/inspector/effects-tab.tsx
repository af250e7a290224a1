import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import classes from './inspector.module.css';

/** What the step does outside, and why a repeat does no harm, or may. */
export function EffectsTab({ descriptor }: { descriptor: NodeDescriptor }) {
  if (descriptor.kind === 'read') {
    return (
      <dl className={classes.facts2}>
        <dt>Outside</dt>
        <dd>Only reads. It may be repeated at any time, so it is never a question after a crash.</dd>
        <dt>System</dt>
        <dd>{systemOf(descriptor)}</dd>
      </dl>
    );
  }
  return (
    <dl className={classes.facts2}>
      <dt>Outside</dt>
      <dd>Changes the outside world, once for each item.</dd>
      <dt>System</dt>
      <dd>{systemOf(descriptor)}</dd>
      <dt>Idempotency key</dt>
      <dd>
        Made of the run, the step and the item. Retry, resume and replay keep it, so a system that honours keys sees each effect once. It
        changes only when the effect certainly did not happen and the request is another one.
      </dd>
      <dt>Unknown outcome</dt>
      <dd>{unknownOutcome(descriptor.idempotency)}</dd>
      <dt>Ledger</dt>
      <dd>Key, outcome, answer and time of every effect stand in the run, under Effects.</dd>
    </dl>
  );
}

function systemOf(descriptor: NodeDescriptor): string {
  return descriptor.system === 'http'
    ? 'Any system that speaks HTTP, by its connection.'
    : `${descriptor.system ?? 'None'}, by its connection.`;
}

function unknownOutcome(idempotency: NodeDescriptor['idempotency']): string {
  if (idempotency === null || idempotency === 'none')
    return 'The system knows no keys and cannot be asked. When an answer does not come, a person decides whether to send again.';
  if (idempotency === 'by configuration')
    return 'The settings decide: with a key header the call is repeated with the same key, without one a person decides.';
  if ('lookUp' in idempotency)
    return 'When an answer does not come, the system is asked first whether it has the record, and the call is repeated only if not.';
  return `When an answer does not come, the call is repeated with the same key. The system remembers keys for ${idempotency.key.lifetimeHours} h; after that a person is asked.`;
}
