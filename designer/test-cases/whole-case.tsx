import { type TestCase, testCaseSchema } from '@crossdock/flows/document/flow';
import { useMemo } from 'react';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';
import { JsonField } from './json-field.tsx';
import { useCaseChange } from './use-case-change.ts';

/** The case as the flow file holds it, to be edited as a whole. Its id stays. */
export function WholeCase({ test }: { test: TestCase }) {
  const { edit, endTyping } = useCaseChange(test);
  const { id } = test;
  const value = useMemo(() => withoutId(test), [test]);
  return (
    <div className={classes.whole}>
      <JsonField
        label={texts.wholeCase}
        value={value}
        rows={30}
        onChange={(next) => {
          const read = testCaseSchema.safeParse({ ...(next as object), id });
          if (!read.success) {
            const [issue] = read.error.issues;
            return texts.badPart(issue?.path.join('.') || texts.wholeCase, issue?.message ?? '');
          }
          const { id: _, receivedAt, ...change } = read.data;
          edit({ ...change, receivedAt: receivedAt ?? null }, { field: 'all' });
          return null;
        }}
        onBlur={endTyping}
      />
    </div>
  );
}

function withoutId({ id: _, ...rest }: TestCase): Omit<TestCase, 'id'> {
  return rest;
}
