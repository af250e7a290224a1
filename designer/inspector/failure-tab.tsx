import { type FlowNode, onFailureSchema, type Problem } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { useMemo } from 'react';
import { z } from 'zod';
import { useEditor } from '../state/editor-context.tsx';
import type { TypedTexts } from '../state/typed-texts.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import { withValueAtPath } from './config-value.ts';
import { durationText } from './duration-text.ts';
import { type Field, formOf, type Schema } from './form.ts';
import type { Form } from './form-context.tsx';
import { FormView } from './form-view.tsx';
import classes from './inspector.module.css';
import { retryDelays } from './policy-words.ts';

const texts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  retry: { title: inspectorTexts.tryingAgain },
  'retry.attempts': { title: inspectorTexts.triesInAll, help: inspectorTexts.theFirstOneIncluded1 },
  'retry.firstDelaySeconds': { title: inspectorTexts.firstWait, control: 'duration', unit: 'seconds' },
  'retry.factor': { title: inspectorTexts.eachWaitIsLongerBy },
  'retry.maxDelaySeconds': { title: inspectorTexts.butAtMost, control: 'duration', unit: 'seconds' },
  scope: {
    title: inspectorTexts.whatIsLostWithA,
    control: 'select',
    options: { item: 'this item only', group: inspectorTexts.itsGroup, run: 'the whole run' },
    optionHelp: {
      item: 'The others of the message go on',
      group: inspectorTexts.suchAsAllLinesOf,
      run: 'Nothing of the message goes on past this step',
    },
  },
  onMissing: {
    title: inspectorTexts.whenItemsAreMissing,
    control: 'select',
    options: { exception: 'it becomes an exception', proceed: 'go on with those that came', wait: 'wait until they are replayed' },
    optionHelp: {
      exception: 'A person decides what becomes of the incomplete group',
      proceed: 'For reports and sums in which a gap does no harm',
      wait: 'For orders that must be complete',
    },
  },
  timeoutSeconds: {
    title: inspectorTexts.timeOut,
    control: 'duration',
    unit: 'seconds',
    help: inspectorTexts.longerWithoutAnAnswerAnd,
  },
  patienceSeconds: {
    title: inspectorTexts.patience,
    control: 'duration',
    unit: 'seconds',
    help: inspectorTexts.anItemWhoseNextTry,
  },
};

/** The form of a step's failure policy. */
export const failureFields = formOf(
  Object.entries(texts).reduce<Schema>(
    (schema, [path, hints]) => {
      const keys = path.split('.').flatMap((key) => ['properties', key]);
      const here = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], schema);
      return withValueAtPath(schema, keys, { ...(here as object), ...hints }) as Schema;
    },
    z.toJSONSchema(onFailureSchema, { io: 'input' }) as Schema,
  ),
);

type Props = { node: FlowNode; descriptor: NodeDescriptor; problems: readonly Problem[]; typed: TypedTexts };

/** What happens when the step fails: tries, scope, time-out. */
export function FailureTab({ node, descriptor, problems, typed }: Props) {
  const { document } = useEditor();
  const form = useMemo<Form>(
    () => ({
      problems,
      problemPrefix: 'onFailure',
      values: node.onFailure,
      sample: undefined,
      system: null,
      typed,
      place: `${node.id}/onFailure`,
      change: (path, value) => {
        const at = formatPath(path);
        document.change([{ op: 'set-on-failure', node: node.id, path: at, value }], { typing: `${node.id} on failure ${at}` });
      },
      endTyping: () => document.endTyping(),
    }),
    [problems, document, node.id, node.onFailure, typed],
  );
  const fields = failureFields.filter((field) => applies(field, descriptor));
  const delays = retryDelays(node.onFailure.retry);
  return (
    <>
      <FormView form={form} fields={fields} />
      {descriptor.kind !== 'pure' && delays.length > 0 && (
        <p className={classes.explain}>
          {inspectorTexts.failure.waits(delays.map((seconds) => durationText(seconds, 'seconds')).join(', '))}
        </p>
      )}
    </>
  );
}

/** A pure step always gives the same result, so trying again or timing out says nothing there. */
function applies(field: Field, descriptor: NodeDescriptor): boolean {
  if (field.key === 'onMissing') return descriptor.isBarrier;
  if (field.key === 'retry' || field.key === 'timeoutSeconds' || field.key === 'patienceSeconds') return descriptor.kind !== 'pure';
  return true;
}
