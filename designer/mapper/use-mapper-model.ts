import type { FlowNode } from '@crossdock/flows/document/flow';
import type { Edit } from '@crossdock/flows/mapping/connect';
import { type Coverage, coverageOf, withOwnFields } from '@crossdock/flows/mapping/coverage';
import { type Field, isLeaf, isWithin, walkFields } from '@crossdock/flows/mapping/field';
import { fieldsOfSamples } from '@crossdock/flows/mapping/fields-of-samples';
import { fieldsOfSchema, type Schema } from '@crossdock/flows/mapping/fields-of-schema';
import { type PlacedLine, placeLines } from '@crossdock/flows/mapping/place-lines';
import { type Violation, violationsOf } from '@crossdock/flows/mapping/violations';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useContracts } from '../server/queries.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { isObject } from '../state/is-object.ts';
import { mapperTexts } from '../texts/mapper.ts';
import { openAtFirst } from './field-rows.ts';
import type { Mapper, ResultProblem } from './mapper-context.tsx';
import { createMapperState, setOpen } from './mapper-state.ts';
import { createPanes } from './panes.ts';
import { privateTexts } from './private-data.ts';
import { useMapRun } from './use-map-run.ts';
import { useSourceChoice } from './use-source-choice.ts';
import { useSuggestions } from './use-suggestions.ts';

/** So many samples are mapped while one types; the test takes all. */
const previewAtMost = 12;
/** So many records are read for the fields they have. */
const readAtMost = 40;
const nothing: readonly unknown[] = [];

/** Everything a mapper shows, made from the document, the samples and the contract. */
export function useMapperModel(node: FlowNode): Mapper {
  const { document, flowId } = useEditor();
  const [state] = useState(createMapperState);
  const [panes] = useState(createPanes);
  const fields = Array.isArray(node.config.fields) ? (node.config.fields as readonly unknown[]) : nothing;
  const contracts = useContracts();
  const { samples, contract: sourceContract, isAsReceived, isLoading } = useSourceChoice(`${flowId}/${node.id}`, node.id);
  const settings = useDocument((now) => now.flow.settings);
  const redact = useMemo(() => new Set(settings.redact), [settings.redact]);

  const placed = useMemo(() => placeLines(fields), [fields]);
  const lineOf = useMemo(() => byTarget(placed), [placed]);
  const schemaOf = (name: string | null) => contracts.data?.find((each) => each.name === name)?.schema as Schema | undefined;
  const sourceSchema = schemaOf(sourceContract);
  const source = useMemo(
    () =>
      sourceSchema ? fieldsOfSchema(sourceSchema) : fieldsOfSamples(richestFirst(samples.slice(0, readAtMost).map(({ json }) => json))),
    [sourceSchema, samples],
  );
  const contract = typeof node.config.contract === 'string' ? node.config.contract : null;
  const schema = schemaOf(contract) ?? (contract === null && isObject(node.config.shape) ? node.config.shape : null);
  const known = useMemo(() => fieldsOfSchema(schema ?? {}), [schema]);
  const { target, own } = useMemo(() => withOwnFields(known, placed), [known, placed]);
  const coverage = useMemo(() => coverageOf(target, placed), [target, placed]);

  const sampleId = useStore(state, (now) => now.sampleId);
  const sample = samples.find(({ id }) => id === sampleId) ?? samples[0] ?? null;
  const previewed = useMemo(
    () => (sample ? [sample, ...samples.filter((each) => each !== sample).slice(0, previewAtMost - 1)] : []),
    [sample, samples],
  );
  const records = useMemo(() => previewed.map(({ json }) => json), [previewed]);
  const run = useMapRun(node, records);
  const result = run.data?.results[0];
  const problems = useMemo(
    () => (schema && result !== undefined ? grouped(violationsOf(result, schema), target, coverage) : []),
    [schema, result, target, coverage],
  );
  const suggestions = useSuggestions({ source, target, fields, samples: records }, coverage);
  const texts = useMemo(() => privateTexts(sample?.json, redact), [sample, redact]);
  const isReady = !isLoading && !contracts.isPending;

  // Which groups stand open is decided once, when both trees are there: what somebody looks at must not move.
  useEffect(() => {
    if (!isReady) return;
    const { open } = state.getState();
    if (open.source === null && source.children.length > 0)
      setOpen(
        state,
        'source',
        openAtFirst(
          source,
          placed.flatMap(({ reads }) => reads.map(({ path }) => path)),
          (field) => field.kind === 'list' && !field.path.includes('.') && !field.path.includes('['),
        ),
      );
    if (open.target === null && target.children.length > 0)
      setOpen(
        state,
        'target',
        openAtFirst(
          target,
          placed.map(({ path }) => path),
          (field) => coverage.states.get(field.path) === 'needed' || (field.isRequired && !field.path.includes('[]')),
        ),
      );
  }, [isReady, source, target, placed, coverage, state]);

  return useMemo<Mapper>(
    () => ({
      node,
      state,
      panes,
      fields,
      placed,
      lineOf,
      source,
      sourceOf: byPath(source),
      sourceName:
        sourceContract !== null ? mapperTexts.source.structure(sourceContract) : isAsReceived ? mapperTexts.source.asReceived : '',
      target,
      targetOf: byPath(target),
      own: schema ? own : new Set<string>(),
      contract,
      schema,
      coverage,
      samples,
      sample,
      previewed,
      run: samples.length > 0 ? run.data : undefined,
      runError: run.error,
      isRunning: run.isFetching,
      result,
      problems,
      suggestions,
      redact,
      privateTexts: texts,
      change: (edits: readonly Edit[], title: string, typing?: string) => {
        document.change(
          edits.map(({ at, value }) => ({ op: 'set-config' as const, node: node.id, path: at, ...(value !== undefined && { value }) })),
          { title, typing },
        );
        if (typing === undefined) document.endTyping();
      },
    }),
    [
      node,
      state,
      panes,
      fields,
      placed,
      lineOf,
      source,
      sourceContract,
      isAsReceived,
      target,
      schema,
      own,
      contract,
      coverage,
      samples,
      sample,
      previewed,
      run.data,
      run.error,
      run.isFetching,
      result,
      problems,
      suggestions,
      redact,
      texts,
      document,
    ],
  );
}

/** The fields stand in the order of the record that has most of them. */
function richestFirst(records: readonly unknown[]): unknown[] {
  const sizes = new Map(records.map((record) => [record, JSON.stringify(record)?.length ?? 0]));
  return records.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0));
}

function byTarget(placed: readonly PlacedLine[]): Map<string, PlacedLine[]> {
  const found = new Map<string, PlacedLine[]>();
  for (const line of placed) found.set(line.path, [...(found.get(line.path) ?? []), line]);
  return found;
}

function byPath(root: Field): Map<string, Field> {
  return new Map([...walkFields(root)].map((field) => [field.path, field]));
}

/** The same problem of each entry of a list is told once; of a missing group the fields in it are told that must be there. */
function grouped(violations: readonly Violation[], target: Field, coverage: Coverage): ResultProblem[] {
  const groups = new Set([...walkFields(target)].filter((field) => !isLeaf(field)).map(({ path }) => path));
  const found = new Map<string, ResultProblem>();
  const add = (violation: Violation) => {
    const key = `${violation.field} ${violation.kind}`;
    const known = found.get(key);
    found.set(key, known ? { ...known, times: known.times + 1 } : { ...violation, times: 1 });
  };
  for (const violation of violations) {
    const inside = coverage.needed.filter(({ path }) => path !== violation.field && isWithin(path, violation.field));
    if (violation.kind === 'missing' && groups.has(violation.field) && inside.length > 0)
      for (const { path } of inside) add({ ...violation, field: path, path });
    else add(violation);
  }
  return [...found.values()];
}
