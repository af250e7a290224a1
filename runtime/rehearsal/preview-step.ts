import { createHash } from 'node:crypto';
import type { FlowNode } from '@crossdock/flows/document/flow';
import { nodeSchema } from '@crossdock/flows/document/flow';
import { ConfigError } from '@crossdock/nodes/contract/compile-config';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import type { z } from 'zod';
import type { stepPreview } from '../api/shapes/rehearsal-shapes.ts';
import type { Clock } from '../clock/clock.ts';
import { PlanError } from '../engine/plan/compile-plan.ts';
import type { Plan } from '../engine/plan/plan.ts';
import { type ProgramRunner, runProgram } from '../lookups/run-program.ts';
import { readFrame } from '../sandbox/region/frame.ts';
import type { Failure, Request, Response, StepRecord } from '../sandbox/region/protocol.ts';
import { SandboxError } from '../sandbox/sandbox.ts';
import type { VariableSource } from '../variables/variable-source.ts';
import type { Records } from './given-records.run.ts';
import { flowOfOneStep } from './test-flows.ts';

export type StepPreview = z.output<typeof stepPreview>;
export type StepPreviewRequest = {
  readonly env: string;
  readonly node: {
    readonly type: string;
    readonly version: number;
    readonly config: Record<string, unknown>;
    readonly id?: string | undefined;
  };
  readonly inputs: Records;
};

type Resources = ProgramRunner & {
  readonly variables: VariableSource;
  readonly clock: Clock;
  readonly plans: { compileOnce(flow: ReturnType<typeof flowOfOneStep>, version: number, hash: string): Plan };
};

/** A step that does more than compute can only be tried in a test run. */
export class NotPure extends Error {
  override readonly name = 'NotPure';
}

/** Wall time a preview may take, ms. */
const patience = 2000;

/** Runs one pure step on some records as a run would, in the sandbox; nothing is stored. Throws NotPure. */
export async function previewStep(resources: Resources, { env, node: given, inputs }: StepPreviewRequest): Promise<StepPreview> {
  const startedAt = performance.now();
  const node: FlowNode = nodeSchema.parse({ ...given, id: given.id ?? 'step', name: 'Preview' });
  const flow = flowOfOneStep({ id: 'preview', name: 'Preview', channel: 'General' }, node, Object.keys(inputs));
  try {
    const plan = resources.plans.compileOnce(flow, 0, hashOf(flow));
    const index = plan.nodes.findIndex((planned) => planned.node.id === node.id);
    const { definition } = plan.nodes[index] as Plan['nodes'][number];
    if (definition.kind !== 'pure')
      throw new NotPure(`"${definition.title}" does more than compute, so it has no preview. Run the step in a test instead.`);
    const now = new Date(resources.clock.now()).toISOString();
    const run = { id: 'preview', flow: 'preview', version: 0, env, correlationId: 'preview', now };
    const request: Request = {
      run,
      vars: resources.variables.pin(env, plan.variables),
      seed: 'preview',
      capture: true,
      outcomes: [],
      from: 'message',
      stage: 0,
      message: { contentType: 'application/json', headers: {}, query: {} },
      extract: false,
      reveal: index,
    };
    const answer = await runProgram(resources, { env, plan, pinned: {} }, [JSON.stringify(request), JSON.stringify(inputs)], {
      timeoutMs: patience,
    });
    const { header, parts } = readFrame<Response>(answer);
    if (header.intakeFailed) return failed(header.intakeFailed);
    const emitted = JSON.parse(parts[header.revealed ?? -1] ?? '{}') as Record<string, readonly Item[]>;
    const records = JSON.parse(`[${parts[header.capture ?? -1] ?? ''}]`) as StepRecord[];
    const isWhole =
      (typeof definition.scope === 'function' ? definition.scope(definition.config.parse(node.config)) : definition.scope) === 'all';
    return described({
      emitted,
      record: records.find((record) => record.node === index),
      count: (Object.values(inputs)[0] ?? []).length,
      isWhole,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
    });
  } catch (error) {
    if (error instanceof ConfigError) {
      const [first] = error.problems;
      return failed({ code: 'CONFIG', message: first?.message ?? error.message, details: { path: first?.path ?? null } });
    }
    if (error instanceof PlanError) return failed({ code: 'CONFIG', message: error.message });
    if (error instanceof SandboxError && error.code !== 'CLOSED') return failed({ code: `SANDBOX_${error.code}`, message: error.message });
    throw error;
  }
}

function described(given: {
  readonly emitted: Readonly<Record<string, readonly Item[]>>;
  readonly record: StepRecord | undefined;
  readonly count: number;
  readonly isWhole: boolean;
  readonly ms: number;
}): StepPreview {
  const { emitted, record, count, isWhole, ms } = given;
  // The first port's records have their positions as ids.
  const positionOf = (id: string) => (/^\d+$/.test(id) && Number(id) < count ? [Number(id)] : []);
  const notes = record?.notes ?? {};
  const failures = record?.failed ?? [];
  const [first] = failures;
  if (isWhole && first && failures.length >= count) return failed(first.error);
  return {
    ok: true,
    outputs: Object.fromEntries(
      Object.entries(emitted).map(([port, items]) => [
        port,
        items.map((item) => {
          const from = [...new Set((item.from ?? [item.id]).flatMap(positionOf))];
          return { json: item.json, from, note: notes[item.id] ?? notes[String(from[0])] ?? null };
        }),
      ]),
    ),
    failed: failures.flatMap(({ item, error }) =>
      positionOf(item).map((index) => ({ index, code: error.code, message: error.message, path: pathOf(error) })),
    ),
    notes: Array.from({ length: count }, (_, index): Json => notes[String(index)] ?? null),
    ms,
  };
}

function failed(error: Failure): StepPreview {
  return { ok: false, error: { code: error.code, message: error.message, path: pathOf(error) } };
}

/** Where in the configuration it failed, as far as that is known. */
function pathOf({ details }: Failure): string | null {
  const path = details !== null && typeof details === 'object' && !Array.isArray(details) ? details?.path : undefined;
  return typeof path === 'string' && path !== '' ? path : null;
}

function hashOf(flow: unknown): string {
  return createHash('sha256').update(JSON.stringify(flow)).digest('hex');
}
