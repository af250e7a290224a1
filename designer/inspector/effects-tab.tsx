import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import classes from './inspector.module.css';

/** What the step does outside, and why a repeat does no harm, or may. */
export function EffectsTab({ descriptor }: { descriptor: NodeDescriptor }) {
  if (descriptor.kind === 'read') {
    return (
      <dl className={classes.facts2}>
        <dt>{texts.outside}</dt>
        <dd>{texts.onlyReadsItMayBe}</dd>
        <dt>{texts.system}</dt>
        <dd>{systemOf(descriptor)}</dd>
      </dl>
    );
  }
  return (
    <dl className={classes.facts2}>
      <dt>{texts.outside}</dt>
      <dd>{texts.changesTheOutsideWorldOnce}</dd>
      <dt>{texts.system}</dt>
      <dd>{systemOf(descriptor)}</dd>
      <dt>{texts.idempotencyKey}</dt>
      <dd>{texts.madeOfTheRunThe}</dd>
      <dt>{texts.unknownOutcome}</dt>
      <dd>{unknownOutcome(descriptor.idempotency)}</dd>
      <dt>{texts.ledger}</dt>
      <dd>{texts.keyOutcomeAnswerAndTime}</dd>
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
