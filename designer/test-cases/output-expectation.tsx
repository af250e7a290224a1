import type { TestCase } from '@crossdock/flows/document/flow';
import { SegmentedControl, Select } from '@mantine/core';
import { useContracts } from '../server/queries.ts';
import { useDocument } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';
import { placeOf } from './case-steps.ts';
import { ExpectationActions } from './expectation-actions.tsx';
import { Fold } from './fold.tsx';
import { JsonField } from './json-field.tsx';
import { useCaseChange } from './use-case-change.ts';

type Match = TestCase['expect']['match'][string];

/** The records expected on one output, and how they are compared. */
export function OutputExpectation({ test, output, came }: { test: TestCase; output: string; came: readonly unknown[] | undefined }) {
  const { edit, endTyping } = useCaseChange(test);
  const { node, port } = placeOf(output);
  const step = useDocument((state) => state.flow.nodes.find(({ id }) => id === node)?.name ?? texts.gone(node));
  const { expect } = test;
  const match: Match = expect.match[output] ?? 'subset';
  const records = expect.outputs[output] ?? [];
  const schema = expect.schemas[output];
  const name = texts.parts.outputs(step, port);
  const set = (change: Partial<TestCase['expect']>, how: { field: string } | { title: string }) =>
    edit({ expect: { ...expect, ...change } }, how);
  const compare = (next: Match) =>
    set(
      {
        match: next === 'subset' ? without(expect.match, output) : { ...expect.match, [output]: next },
        schemas: next === 'schema' ? { ...expect.schemas, [output]: schema ?? {} } : without(expect.schemas, output),
        outputs: { ...expect.outputs, [output]: records },
      },
      { title: texts.match.label },
    );
  const remove = () =>
    set(
      { outputs: without(expect.outputs, output), match: without(expect.match, output), schemas: without(expect.schemas, output) },
      { title: texts.remove(name) },
    );
  const take = (list: readonly unknown[]) =>
    set({ outputs: { ...expect.outputs, [output]: [...list] } }, { title: texts.undoNames.take(name) });
  return (
    <Fold
      title={name}
      facts={match === 'schema' ? texts.fits(typeof schema === 'string' ? schema : texts.ownSchema) : texts.records(records.length)}
      actions={<ExpectationActions name={name} came={match === 'schema' ? undefined : came} onTake={take} onRemove={remove} />}
    >
      <div className={classes.compare}>
        <SegmentedControl
          size="xs"
          aria-label={`${name}, ${texts.match.label}`}
          value={match}
          onChange={(next) => compare(next as Match)}
          data={(['subset', 'exact', 'schema'] as const).map((value) => ({ value, label: texts.match[value] }))}
        />
        <span className={classes.hint}>{texts.matchHelp[match]}</span>
      </div>
      {match === 'schema' ? (
        <SchemaField
          schema={schema ?? {}}
          label={name}
          onChange={(next, how) => set({ schemas: { ...expect.schemas, [output]: next } }, how)}
          onBlur={endTyping}
        />
      ) : (
        <JsonField
          label={name}
          isLabelHidden
          value={records}
          rows={10}
          onChange={(value) => {
            if (!Array.isArray(value)) return texts.notAList;
            set({ outputs: { ...expect.outputs, [output]: value } }, { field: `output ${output}` });
            return null;
          }}
          onBlur={endTyping}
        />
      )}
    </Fold>
  );
}

type Schema = TestCase['expect']['schemas'][string];

/** A contract, or a JSON Schema written here. */
function SchemaField({
  schema,
  label,
  onChange,
  onBlur,
}: {
  schema: Schema;
  label: string;
  onChange: (next: Schema, how: { field: string } | { title: string }) => void;
  onBlur: () => void;
}) {
  const contracts = useContracts();
  const names = (contracts.data ?? []).map(({ name }) => name);
  const isOwn = typeof schema !== 'string';
  return (
    <>
      <Select
        aria-label={`${label}, ${texts.contract}`}
        data={[...new Set([...names, ...(isOwn ? [] : [schema])])]
          .map((name) => ({ value: name, label: name }))
          .concat({ value: '', label: texts.ownSchema })}
        value={isOwn ? '' : schema}
        searchable
        onChange={(next) => onChange(next === null || next === '' ? {} : next, { title: texts.contract })}
      />
      {isOwn && (
        <JsonField
          label={`${label}, ${texts.schema}`}
          isLabelHidden
          value={schema}
          rows={8}
          onChange={(value) => {
            if (value === null || typeof value !== 'object' || Array.isArray(value)) return texts.badPart(texts.schema, '{ ... }');
            onChange(value as Record<string, unknown>, { field: `schema ${label}` });
            return null;
          }}
          onBlur={onBlur}
        />
      )}
    </>
  );
}

function without<T>(lists: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...others } = lists;
  return others;
}
