import { type FlowNode, onFailureSchema, type Problem } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { useMemo } from 'react';
import { z } from 'zod';
import { useEditor } from '../state/editor-context.tsx';
import { withValueAtPath } from './config-value.ts';
import { type Field, formOf, type Schema } from './form.ts';
import type { Form } from './form-context.tsx';
import { FormView } from './form-view.tsx';
import classes from './inspector.module.css';
import { retryDelays, secondsInWords } from './policy-words.ts';

const texts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  retry: { title: 'Trying again' },
  'retry.attempts': { title: 'Tries in all', help: 'The first one included; 1: no retry.' },
  'retry.firstDelaySeconds': { title: 'First wait in seconds' },
  'retry.factor': { title: 'Each wait is longer by the factor' },
  'retry.maxDelaySeconds': { title: 'But at most, in seconds' },
  scope: {
    title: 'What is lost with a failed item',
    options: { item: 'this item only; the others go on', group: 'its group, such as all lines of one order', run: 'the whole run' },
  },
  onMissing: {
    title: 'When items are missing',
    options: { exception: 'it becomes an exception', proceed: 'go on with those that came', wait: 'wait until they are replayed' },
  },
  timeoutSeconds: { title: 'Time-out in seconds', help: 'Longer without an answer, and the outcome is unknown.' },
  patienceSeconds: {
    title: 'Patience in seconds',
    help: 'An item whose next try is further away goes on in a run of its own, so that the others of its message need not wait.',
  },
};

const all = formOf(
  Object.entries(texts).reduce<Schema>(
    (schema, [path, hints]) => {
      const keys = path.split('.').flatMap((key) => ['properties', key]);
      const here = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], schema);
      return withValueAtPath(schema, keys, { ...(here as object), ...hints }) as Schema;
    },
    z.toJSONSchema(onFailureSchema, { io: 'input' }) as Schema,
  ),
);

/** What happens when the step fails: tries, scope, time-out. */
export function FailureTab({ node, descriptor, problems }: { node: FlowNode; descriptor: NodeDescriptor; problems: readonly Problem[] }) {
  const { document } = useEditor();
  const form = useMemo<Form>(
    () => ({
      problems,
      problemPrefix: 'onFailure',
      values: node.onFailure,
      sample: undefined,
      system: null,
      change: (path, value) => {
        const at = formatPath(path);
        document.change([{ op: 'set-on-failure', node: node.id, path: at, value }], { typing: `${node.id} on failure ${at}` });
      },
      endTyping: () => document.endTyping(),
    }),
    [problems, document, node.id, node.onFailure],
  );
  const fields = all.filter((field) => applies(field, descriptor));
  const delays = retryDelays(node.onFailure.retry);
  return (
    <>
      <FormView form={form} fields={fields} />
      {descriptor.kind !== 'pure' && delays.length > 0 && (
        <p className={classes.explain}>
          Waits {delays.map((seconds) => secondsInWords(seconds)).join(', ')}, each a little longer or shorter by chance. An answer that
          says when to come back is obeyed. After the last try the item leaves on the error port when that is wired, else it becomes an
          exception that can be replayed.
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
