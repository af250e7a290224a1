import { createHash } from 'node:crypto';
import { libraryNames } from '@crossdock/nodes/contract/check-expression';
import { ConfigError, compileConfig } from '@crossdock/nodes/contract/compile-config';
import { expression } from '@crossdock/nodes/contract/expression';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { type Sandbox, SandboxError } from '../sandbox/sandbox.ts';

const field = z.object({ value: expression(z.json(), { title: 'Expression' }) });

/** Evaluates one template on one item, as a run would. */
export async function previewExpression(
  sandbox: Sandbox,
  clock: Clock,
  request: { readonly expression: string; readonly item: unknown; readonly each?: unknown; readonly env: string },
): Promise<{ ok: true; value: unknown } | { ok: false; error: string }> {
  try {
    const { source } = compileConfig(field, { value: request.expression });
    const program = `(crossdock) => {
"use strict";
const { $x, $t, $c, $f, $p } = crossdock.scope;
const { ${libraryNames.join(', ')} } = crossdock.functions;
let run, env, vars = {};
const evaluate = ((crossdock) => (${source}).value)();
return (input) => {
  const given = JSON.parse(input);
  crossdock.pin({ now: Date.parse(given.run.now), seed: 'preview' });
  run = given.run; env = given.run.env;
  return JSON.stringify({ value: evaluate({ id: '0', json: given.item }, given.each === undefined ? undefined : { each: given.each, index: 0 }) });
};
}`;
    const run = {
      id: 'preview',
      flow: 'preview',
      version: 0,
      env: request.env,
      correlationId: 'preview',
      now: new Date(clock.now()).toISOString(),
    };
    const input = JSON.stringify({ item: request.item ?? null, each: request.each, run });
    const output = await sandbox.call({ hash: createHash('sha256').update(program).digest('hex'), source: program }, input, {
      timeoutMs: 1000,
    });
    return { ok: true, value: (JSON.parse(output) as { value?: unknown }).value ?? null };
  } catch (error) {
    if (error instanceof ConfigError) return { ok: false, error: error.problems.map((problem) => problem.message).join('; ') };
    if (error instanceof SandboxError && error.code !== 'CLOSED') return { ok: false, error: error.message };
    throw error;
  }
}
