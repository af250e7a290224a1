import type { Clock } from '../../clock/clock.ts';
import { type ProgramRunner, runProgram } from '../../lookups/run-program.ts';
import { SandboxError } from '../../sandbox/sandbox.ts';
import type { VariableSource } from '../../variables/variable-source.ts';
import { type CompiledTemplate, compileTemplate } from './compile-template.ts';
import { evaluator } from './evaluator-program.ts';
import { type Fault, placeOf } from './fault.ts';

/** Templates and the records they are tried on, in the order of the reply. */
export type Evaluation = {
  readonly env: string;
  /** Texts that may hold `{{ }}`. */
  readonly expressions: readonly string[];
  readonly items: readonly unknown[];
  /** What a loop around the expressions stands at. */
  readonly each?: unknown;
  readonly index?: number | undefined;
  readonly parent?: unknown;
};

/** A value, or what is wrong and where in the template; `at` is null where the place cannot be told. */
export type Evaluated =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly at: { readonly from: number; readonly to: number } | null };

type Outcome = { readonly value?: unknown } | { readonly fault: Fault };

/** One call of this many milliseconds at most, and one of `aloneMs` for each expression when it did not end. */
const togetherMs = 2_000;
const aloneMs = 400;
const hangingAtMost = 3;

/** Evaluates every template on every record as a run would, in one sandbox call. By expression, by record. */
export async function evaluateExpressions(
  resources: ProgramRunner & { readonly clock: Clock; readonly variables: VariableSource },
  asked: Evaluation,
): Promise<Evaluated[][]> {
  const compiled = asked.expressions.map(compileTemplate);
  const good = compiled.flatMap((template) => (template.ok ? [template] : []));
  const outcomes = await outcomesOf(good);
  const byTemplate = new Map(good.map((template, i) => [template, outcomes[i] ?? []]));
  return compiled.map((template) =>
    template.ok
      ? (byTemplate.get(template) ?? []).map((outcome) => evaluated(template, outcome))
      : asked.items.map(() => ({ ok: false, error: template.error, at: template.at })),
  );

  async function outcomesOf(templates: readonly CompiledTemplate[]): Promise<Outcome[][]> {
    if (templates.length === 0 || asked.items.length === 0) return templates.map(() => []);
    const together = await call(templates, togetherMs);
    if (Array.isArray(together)) return together;
    if (templates.length === 1) return [asked.items.map(() => together)];
    // One of them does not end. Each alone, until it is clear that more than a few hang.
    const results: Outcome[][] = [];
    let hanging = 0;
    for (const template of templates) {
      const alone = hanging < hangingAtMost ? await call([template], aloneMs) : together;
      if (!Array.isArray(alone)) hanging += 1;
      results.push(Array.isArray(alone) ? (alone[0] ?? []) : asked.items.map(() => alone));
    }
    return results;
  }

  async function call(templates: readonly CompiledTemplate[], timeoutMs: number): Promise<Outcome[][] | { fault: Fault }> {
    const { env, items, each, index = 0, parent } = asked;
    const now = new Date(resources.clock.now()).toISOString();
    const run = { id: 'preview', flow: 'preview', version: 0, env, correlationId: 'preview', now };
    const lookups = [...new Set(templates.flatMap((template) => template.lookups))].sort();
    const vars = resources.variables.pin(
      env,
      templates.flatMap((template) => template.variables),
    );
    const loop = each === undefined ? undefined : { each, index, parent };
    try {
      const input = JSON.stringify({ run, vars, items, loop, templates: templates.map(({ parts }) => parts) });
      return JSON.parse(
        await runProgram(resources, { env, plan: { program: evaluator, lookups }, pinned: {} }, input, { timeoutMs }),
      ) as Outcome[][];
    } catch (error) {
      if (!(error instanceof SandboxError) || error.code === 'CLOSED') throw error;
      return { fault: { message: error.message } };
    }
  }
}

function evaluated(template: CompiledTemplate, outcome: Outcome): Evaluated {
  if (!('fault' in outcome)) return { ok: true, value: outcome.value ?? null };
  const { message, at } = placeOf(template, outcome.fault);
  return { ok: false, error: message, at };
}
