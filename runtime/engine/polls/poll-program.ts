import { createHash } from 'node:crypto';
import { libraryNames } from '@crossdock/nodes/contract/check-expression';
import { compileConfig } from '@crossdock/nodes/contract/compile-config';
import { expression } from '@crossdock/nodes/contract/expression';
import type { PollBinding } from '@crossdock/nodes/contract/intake';
import type { Json } from '@crossdock/nodes/contract/item';
import { variablesIn } from '@crossdock/nodes/contract/variables-in';
import { z } from 'zod';
import type { Program, Sandbox } from '../../sandbox/sandbox.ts';
import type { VariableSource } from '../../variables/variable-source.ts';

const texts = z.record(z.string(), expression(z.string(), { title: 'Value' }));
const fields = z.object({
  path: expression(z.string(), { title: 'Path', encode: 'path' }),
  query: texts,
  headers: texts,
  key: expression(z.json(), { title: 'Key' }),
  mark: expression(z.json(), { title: 'Watermark' }),
});

export type PollRequest = { readonly path: string; readonly query: Record<string, string>; readonly headers: Record<string, string> };
/** What names a record, and how far it is; null where the expression gives nothing. */
export type DescribedRecord = { readonly key: string | null; readonly mark: string | null };

/** The templates of a poll, evaluated in the sandbox: of its request, and of each record of a page. */
export type PollProgram = {
  request(watermark: string | null): Promise<PollRequest>;
  describe(records: readonly Json[]): Promise<readonly DescribedRecord[]>;
};

export function pollProgram(
  sandbox: Sandbox,
  poll: PollBinding,
  run: { readonly flow: string; readonly version: number; readonly env: string; readonly now: number },
  variables: VariableSource,
): PollProgram {
  const { program, reads } = compiled(poll);
  const vars = variables.pin(run.env, reads);
  const call = async <T>(given: object): Promise<T> => {
    const info = { id: 'poll', correlationId: 'poll', ...run, now: new Date(run.now).toISOString() };
    return JSON.parse(await sandbox.call(program, JSON.stringify({ ...given, vars, run: info }))) as T;
  };
  return {
    request: (watermark) => call({ watermark }),
    describe: (records) => call({ records }),
  };
}

function compiled({ request, key, watermark }: PollBinding): { readonly program: Program; readonly reads: readonly string[] } {
  const { source, references } = compileConfig(fields, { ...request, key, mark: watermark.kind === 'record' ? watermark.value : '' });
  const text = `(crossdock) => {
"use strict";
const { $x, $t, $c, $f, $p } = crossdock.scope;
const { ${libraryNames.join(', ')} } = crossdock.functions;
let run, env, vars;
const $fields = ((crossdock) => (${source}))();
const $all = (given, item) => { const texts = {}; for (const name in given) texts[name] = $text($value(given[name], item)) ?? ''; return texts; };
const $value = (given, item) => typeof given === 'function' ? given(item) : given;
const $text = (given) => given === undefined || given === null || given === '' ? null : typeof given === 'object' ? JSON.stringify(given) : String(given);
return (input) => {
  const given = JSON.parse(input);
  crossdock.pin({ now: Date.parse(given.run.now), seed: 'poll' });
  run = given.run; env = given.run.env; vars = given.vars;
  if (given.records) return JSON.stringify(given.records.map((json, i) => {
    const item = { id: String(i), json };
    return { key: $text($value($fields.key, item)), mark: $text($value($fields.mark, item)) };
  }));
  const item = { id: '0', json: { watermark: given.watermark } };
  return JSON.stringify({ path: $text($value($fields.path, item)) ?? '/', query: $all($fields.query, item), headers: $all($fields.headers, item) });
};
}`;
  return { program: { hash: createHash('sha256').update(text).digest('hex'), source: text }, reads: variablesIn(references) };
}
