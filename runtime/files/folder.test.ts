import { aJson, anyFlow } from '@crossdock/flows/test/random-flow';
import type { Json } from '@crossdock/nodes/contract/item';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedTable } from '../lookups/check-table.ts';
import type { Cell, LookupColumn } from '../lookups/lookup.ts';
import { problemLine } from './file-problem.ts';
import { pathOf } from './layout.ts';
import { headOf } from './lookup-files.ts';
import { readFolder } from './read-folder.ts';
import type { LookupPart, Setup, VariablePart } from './setup.ts';
import { type Files, writeFolder } from './write-folder.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
/** Cells with all that a CSV stumbles over. */
const oddText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    ' padded ',
    'a,b',
    '"',
    'say "hi"',
    'two\nlines',
    'two\r\nlines',
    '\t',
    ';',
    '#1',
    '=1+1',
    '0012',
    '1e5',
    'true',
    'Ä€注😀',
    '\u2028',
    '\ufeffx',
    "'",
    '\\',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const cellOf = {
  text: oddText,
  number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
  boolean: fc.boolean(),
  date: fc.constantFrom('2026-11-21', '2024-02-29T08:00:00Z'),
};

const aLookup: fc.Arbitrary<LookupPart> = fc
  .record({
    names: fc.uniqueArray(
      oddText.map((text) => text.trim()).filter((text) => text !== '' && text.length <= 60),
      { minLength: 2, maxLength: 4 },
    ),
    types: fc.array(fc.constantFrom('text' as const, 'number' as const, 'boolean' as const, 'date' as const), {
      minLength: 4,
      maxLength: 4,
    }),
    purpose: oddText.map((text) => text.trim()),
    ignoreCase: fc.boolean(),
    keys: fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,3}[",; \n]?[a-z]$/), { maxLength: 8, selector: (key) => key.toLowerCase() }),
  })
  .chain(({ names, types, keys, ...rest }) => {
    const columns: LookupColumn[] = names.map((title, i) => ({
      name: title,
      type: i === 0 ? 'text' : (types[i] ?? 'text'),
      isKey: i === 0,
    }));
    const row = (key: string) =>
      fc.tuple(fc.constant(key), ...columns.slice(1).map(({ type }) => fc.option<Cell>(cellOf[type] as fc.Arbitrary<Cell>)));
    return fc.tuple(...keys.map(row)).map((rows) => {
      const table = { ...rest, columns };
      return { table: headOf(table), rows: checkedTable({ ...table, rows }).content.rows };
    });
  });

const mapOf = <T>(value: fc.Arbitrary<T>, key: fc.Arbitrary<string> = name) =>
  fc.uniqueArray(fc.tuple(key, value), { maxLength: 3, selector: ([own]) => own }).map((entries) => new Map(entries));

const aSetup: fc.Arbitrary<Setup> = fc.record({
  environment: fc.option(
    fc.record({
      name,
      settings: fc.record({ class: fc.constantFrom('dev', 'test', 'prod'), retention: fc.record({ runDays: fc.integer({ min: 1 }) }) }),
      promotionPolicy: fc.option(fc.record({ approvals: fc.integer({ min: 0, max: 3 }), role: fc.constant('approver') })),
    }),
  ),
  variables: fc.option(
    mapOf<VariablePart>(
      fc.oneof(
        fc.record({ type: fc.constant('text' as const), value: oddText, purpose: oddText }),
        fc.record({ type: fc.constant('number' as const), value: fc.double({ noNaN: true, noDefaultInfinity: true }), purpose: oddText }),
        fc.record({ type: fc.constant('json' as const), value: aJson as fc.Arbitrary<Json>, purpose: oddText }),
      ),
      fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,9}$/),
    ),
  ),
  contracts: mapOf(
    fc.record({
      title: fc.constantFrom('Ship notice', 'Lieferschein „A“'),
      schema: fc.record({
        type: fc.constant('object'),
        properties: fc.dictionary(name, fc.record({ type: fc.constantFrom('string', 'number') })),
        description: oddText,
      }),
    }),
    fc.tuple(name, fc.integer({ min: 1, max: 20 })).map(([subject, version]) => `${subject}@${version}`),
  ),
  lookups: mapOf(aLookup),
  connections: mapOf(
    fc.record({
      system: name,
      address: fc.constant('https://erp.example.com/api'),
      auth: fc.record({ kind: fc.constant('basic'), user: oddText }),
      secrets: fc.constantFrom({}, { secret: 'vault' }, { secret: 'env:ERP_TOKEN' }, { secret: 'file:erp/token' }),
      policy: fc.record({ concurrency: fc.integer() }),
    }),
  ),
  flows: fc
    .uniqueArray(fc.tuple(name, anyFlow, fc.option(fc.record({ note: oddText }))), { maxLength: 3, selector: ([id]) => id })
    .map((entries) => new Map(entries.map(([id, flow, runs]) => [id, { flow: { ...flow, id }, runs }]))),
});

test('what is written is read again without a loss, and written again byte by byte the same', () => {
  fc.assert(
    fc.property(aSetup, (setup) => {
      const files = writeFolder(setup);
      const read = readFolder(files);
      expect(read.problems.filter(({ path }) => path !== '.')).toEqual([]);
      expect([...writeFolder(read.setup)]).toEqual([...files]);
    }),
    { numRuns: 120 },
  );
});

test('neither CRLF nor a byte order mark makes a difference', () => {
  fc.assert(
    fc.property(aSetup, (setup) => {
      const files = writeFolder(setup);
      const mangled = new Map(
        [...files].map(([path, text]) => [path, path.endsWith('.csv') ? `\ufeff${text}` : `\ufeff${text.replaceAll('\n', '\r\n')}`]),
      );
      expect([...writeFolder(readFolder(mangled).setup)]).toEqual([...files]);
    }),
    { numRuns: 40 },
  );
});

const flow = '{ "format": 1, "id": "orders", "name": "Orders" }';
const problemsOf = (files: Record<string, string>) => readFolder(new Map(Object.entries(files)) as Files).problems.map(problemLine);

test.each<[string, Record<string, string>, RegExp]>([
  ['nothing at all', {}, /^\.: There is nothing of an environment here/],
  ['another folder', { 'src/main.ts': 'x' }, /There is nothing of an environment here/],
  [
    'a flow under the name of another',
    { 'flows/invoices.flow.json': flow },
    /flows\/invoices\.flow\.json: id: The flow in it is "orders"\. Rename the file to flows\/orders\.flow\.json/,
  ],
  ['a file that is not called as it must be', { 'flows/orders.json': flow }, /flows\/orders\.json: Files here are called ID\.flow\.json/],
  ['half a file', { 'flows/orders.flow.json': flow.slice(0, 20) }, /orders\.flow\.json: .*Line 1/],
  [
    'both sides of a merge',
    { 'variables.json': '{\n<<<<<<< HEAD\n"a": 1\n=======\n' },
    /variables\.json: line 2: A merge left both sides here/,
  ],
  ['a list instead of an object', { 'environment.json': '[]' }, /environment\.json: This is no JSON object/],
  [
    'a lookup without rows',
    { 'lookups/uom.json': '{ "columns": [{ "name": "from", "isKey": true }, { "name": "to" }] }' },
    /lookups\/uom\.json: Its rows are missing: lookups\/uom\.csv/,
  ],
  ['rows without a lookup', { 'lookups/uom.csv': 'from,to\n' }, /lookups\/uom\.csv: These are rows of no lookup/],
  [
    'a row with the key of another',
    {
      'lookups/uom.json': '{ "columns": [{ "name": "from", "isKey": true }, { "name": "to" }] }',
      'lookups/uom.csv': 'from,to\nEA,PCE\nEA,BX\n',
    },
    /lookups\/uom\.csv: line 3: has the key EA, which line 2 has too/,
  ],
  [
    'a secret in a connection',
    { 'connections/erp.json': '{ "system": "erp", "address": "https://e", "secrets": { "secret": "hunter2" } }' },
    /connections\/erp\.json: secrets\.secret: must be env:NAME, file:PATH or vault/,
  ],
  [
    'a flow that is to run and is not there',
    { 'deployments.json': '{ "flows": { "orders": {} } }' },
    /deployments\.json: flows\.orders: "orders" is to run, but flows\/orders\.flow\.json is not there/,
  ],
  [
    'a number that is a text',
    { 'variables.json': '{ "variables": { "limit": { "type": "number", "value": "12" } } }' },
    /variables\.json: variables\.limit: The value is not a number/,
  ],
  [
    'a contract without a version',
    { 'contracts/asn.schema.json': '{}' },
    /contracts\/asn\.schema\.json: A contract is called subject@version/,
  ],
  ['a schema that is none', { 'contracts/asn@1.schema.json': '{ "type": "strng" }' }, /contracts\/asn@1\.schema\.json: type/],
  [
    'a misspelled name',
    { 'variable.json': '{}', 'flows/orders.flow.json': flow },
    /variable\.json: This file is not read\. Did you mean variables\.json\?/,
  ],
  ['a huge file', { 'lookups/a.csv': 'x'.repeat(8_000_001) }, /lookups\/a\.csv: The file has 8\.0 MB; 8\.0 MB are read/],
])('%s is told with its file and what to do', (_, files, expected) => {
  expect(problemsOf(files).join('\n')).toMatch(expected);
});

test('files that git and editors leave are passed over', () => {
  expect(
    problemsOf({ 'flows/orders.flow.json': flow, 'flows/.gitkeep': '', '.DS_Store': 'x', [pathOf.readme]: 'mine', 'docs/a.md': '' }),
  ).toEqual([]);
});
