import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';
import { derive, type Item, type Json } from '../contract/item.ts';
import { list } from '../library/list.ts';
import { compareValues, isEqual } from '../library/operators.ts';
import { type Path, parsePath, setAt, withValueAt } from '../library/path.ts';
import { CellError, type CellTest, type CellType, type CellValue, cellHolds, parseCell, toCellValue } from './unary-test.ts';

export type HitPolicy = 'first' | 'unique' | 'any' | 'collect' | 'rule-order';
export type DecisionTableConfig = {
  readonly hitPolicy: HitPolicy;
  readonly table: {
    readonly inputs: readonly { readonly label: string; readonly value: Evaluate<Json>; readonly type: CellType }[];
    readonly outputs: readonly { readonly name: string }[];
    readonly rows: readonly { readonly when: readonly string[]; readonly give: readonly Evaluate<Json>[] }[];
  };
  readonly collect: 'list' | 'sum' | 'min' | 'max' | 'count';
  readonly onNoMatch: 'fail' | 'default' | 'pass';
  readonly defaults: readonly Evaluate<Json>[];
  readonly into: string;
};

type State = { readonly tests: readonly (readonly CellTest[])[]; readonly outputs: readonly Path[] };

export function setup({ table }: DecisionTableConfig): State {
  return {
    tests: table.rows.map((row) => row.when.map((cell, i) => parseCell(cell, table.inputs[i]?.type ?? 'text'))),
    outputs: table.outputs.map(({ name }) => parsePath(name)),
  };
}

export function run({ config, state, items, note, fail }: PureCall<DecisionTableConfig, State>): Emitted {
  const out = eachItem({ items, fail }, (item) => {
    const fired = firedRows(config, state, item);
    const results = resultsOf(config, state, fired, item);
    note(item, { rows: fired.map((row) => row + 1), ...(results !== undefined && { result: results }) });
    return results === undefined ? item : derive(item, placed(item.json, config, results));
  });
  return { out };
}

/** The numbers of the rows that hold, from 0; for `first` only the first. */
function firedRows({ table, hitPolicy }: DecisionTableConfig, { tests }: State, item: Item): number[] {
  const values = table.inputs.map(({ value, type, label }) => inputValue(value(item), type, label));
  const fired: number[] = [];
  for (let row = 0; row < tests.length; row++) {
    const cells = tests[row] as readonly CellTest[];
    if (!cells.every((cell, i) => cellHolds(cell, values[i]))) continue;
    fired.push(row);
    if (hitPolicy === 'first') break;
  }
  return fired;
}

function inputValue(value: Json, type: CellType, label: string): CellValue | undefined {
  try {
    return toCellValue(value, type);
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    throw new NodeError(
      'RULE_INPUT',
      `The input "${label}" must be a ${type}, and ${error.message}. Correct the record, or the type of the column.`,
      { input: label },
    );
  }
}

function resultsOf(config: DecisionTableConfig, state: State, fired: readonly number[], item: Item): Json | undefined {
  const { hitPolicy, table } = config;
  if (fired.length === 0) return withoutHit(config, state, item);
  const outputs = fired.map((row) => recordOf(state, table.rows[row]?.give ?? [], item));
  switch (hitPolicy) {
    case 'first':
      return outputs[0];
    case 'unique':
      if (fired.length > 1)
        throw new NodeError(
          'SEVERAL_ROWS',
          `Rows ${words(fired)} all match, and the table allows one (hit policy unique). Make their conditions exclude each other.`,
          { rows: fired.map((row) => row + 1) },
        );
      return outputs[0];
    case 'any':
      if (outputs.some((output) => !isEqual(output, outputs[0])))
        throw new NodeError(
          'ROWS_DISAGREE',
          `Rows ${words(fired)} match and give different results (hit policy any). Make their results the same, or their conditions exclude each other.`,
          { rows: fired.map((row) => row + 1) },
        );
      return outputs[0];
    case 'rule-order':
      return outputs as Json;
    case 'collect':
      return collected(config, state, outputs);
  }
}

function withoutHit(config: DecisionTableConfig, state: State, item: Item): Json | undefined {
  switch (config.onNoMatch) {
    case 'pass':
      return undefined;
    case 'default': {
      const only = recordOf(state, config.defaults, item);
      return config.hitPolicy === 'rule-order' || (config.hitPolicy === 'collect' && config.collect === 'list') ? [only] : only;
    }
    case 'fail': {
      if (config.table.rows.length === 0) throw new NodeError('NO_ROW', 'The table has no rows. Add one, or a default result.');
      const asked = config.table.inputs.map(({ label, value }) => `${label} = ${JSON.stringify(value(item) ?? null)}`).join(', ');
      throw new NodeError('NO_ROW', `No row of the table matches: ${asked}. Add a row for it, or a default result.`);
    }
  }
}

function collected({ collect }: DecisionTableConfig, state: State, outputs: readonly Json[]): Json {
  if (collect === 'list') return outputs as Json;
  const record: Record<string, unknown> = {};
  for (const path of state.outputs) {
    const values = outputs.map((output) =>
      path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], output),
    );
    setAt(record, path, summary(collect, values));
  }
  return record as Json;
}

function summary(collect: 'sum' | 'min' | 'max' | 'count', values: readonly unknown[]): unknown {
  if (collect === 'count') return values.length;
  if (collect === 'sum') return list.sum(values);
  const wanted = collect === 'min' ? -1 : 1;
  return values.reduce((best, value) => (compareValues(value, best) === wanted ? value : best));
}

function recordOf({ outputs }: State, cells: readonly Evaluate<Json>[], item: Item): Json {
  const record: Record<string, unknown> = {};
  outputs.forEach((path, i) => {
    const value = cells[i]?.(item);
    if (value !== undefined && value !== '') setAt(record, path, value);
  });
  return record as Json;
}

/** One result is merged into the record, a list of results needs a name. */
function placed(json: Json, { into }: DecisionTableConfig, results: Json): Json {
  if (into !== '') return withValueAt(json, parsePath(into), results) as Json;
  return merged(json, results);
}

function merged(json: Json, results: Json): Json {
  if (!isRecord(json) || !isRecord(results)) return results;
  return {
    ...json,
    ...Object.fromEntries(
      Object.entries(results).map(([name, value]) => [name, Object.hasOwn(json, name) ? merged(json[name] as Json, value) : value]),
    ),
  };
}

function isRecord(value: Json): value is Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function words(rows: readonly number[]): string {
  const numbers = rows.map((row) => row + 1);
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
