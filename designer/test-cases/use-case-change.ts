import type { TestCase } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/operation';
import { useMemo } from 'react';
import { useEditor } from '../state/editor-context.tsx';

type EditTest = Extract<Operation, { op: 'edit-test' }>;

/** Edits one test case of the draft. */
export type CaseChange = {
  /** `field`: where somebody types, so that it is one step of undo; `title`: of a change that is made at once. */
  edit(change: EditTest['change'], how: { readonly field: string } | { readonly title: string }): void;
  readonly endTyping: () => void;
};

export function useCaseChange({ id }: Pick<TestCase, 'id'>): CaseChange {
  const { document } = useEditor();
  return useMemo(
    () => ({
      edit(change, how) {
        const options = 'field' in how ? { typing: `test ${id} ${how.field}` } : { title: how.title };
        document.change([{ op: 'edit-test', test: id, change }], options);
      },
      endTyping: () => document.endTyping(),
    }),
    [document, id],
  );
}
