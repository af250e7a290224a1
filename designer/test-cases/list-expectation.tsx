import { type TestCase, testCaseSchema } from '@crossdock/flows/document/flow';
import { useDocument } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { ExpectationActions } from './expectation-actions.tsx';
import { Fold } from './fold.tsx';
import { JsonField } from './json-field.tsx';
import { useCaseChange } from './use-case-change.ts';

/** The requests or the error codes expected of one step. */
export function ListExpectation({
  test,
  part,
  step,
  came,
}: {
  test: TestCase;
  part: 'requests' | 'errors';
  step: string;
  came: readonly unknown[] | undefined;
}) {
  const { edit, endTyping } = useCaseChange(test);
  const name = useDocument((state) => state.flow.nodes.find(({ id }) => id === step)?.name ?? texts.gone(step));
  const expected: readonly unknown[] = test.expect[part][step] ?? [];
  const label = part === 'requests' ? texts.parts.requests(name) : texts.parts.errors(name);
  const set = (list: readonly unknown[], how: { field: string } | { title: string }) =>
    edit({ expect: { ...test.expect, [part]: { ...test.expect[part], [step]: [...list] } } as TestCase['expect'] }, how);
  const remove = () => {
    const { [step]: _, ...others } = test.expect[part] as Readonly<Record<string, unknown>>;
    edit({ expect: { ...test.expect, [part]: others } as TestCase['expect'] }, { title: texts.remove(label) });
  };
  return (
    <Fold
      title={name}
      facts={part === 'requests' ? texts.requestCount(expected.length) : expected.map(String).join(', ') || texts.nothing}
      actions={
        <ExpectationActions
          name={label}
          came={came}
          onTake={(list) => set(list, { title: texts.undoNames.take(label) })}
          onRemove={remove}
        />
      }
    >
      <JsonField
        label={label}
        isLabelHidden
        value={expected}
        rows={part === 'requests' ? 10 : 3}
        onChange={(value) => {
          if (!Array.isArray(value)) return texts.notAList;
          const read = testCaseSchema.shape.expect.unwrap().shape[part].safeParse({ [step]: value });
          if (!read.success) return texts.badPart(part, read.error.issues[0]?.message ?? '');
          set(value, { field: `${part} ${step}` });
          return null;
        }}
        onBlur={endTyping}
      />
    </Fold>
  );
}
