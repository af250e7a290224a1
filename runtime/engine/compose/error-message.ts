import type { Plan } from '../plan/plan.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';

/** Exceptions named one by one; more are only counted. */
const named = 100;

/** What an error flow gets to read: which run, which order, what failed where. */
export function errorMessage(run: RunDocument, plan: Plan | null, { dead, runFailed }: Progress): string {
  const keys = run.shownKeys === '' ? [] : (JSON.parse(run.shownKeys) as [string, string][]).map(([kind, value]) => ({ kind, value }));
  const error = runFailed ?? dead[0]?.error;
  return JSON.stringify({
    run: {
      id: run.id,
      status: run.status,
      env: run.env,
      isCompensation: run.kind === 'compensation',
      correlationId: run.correlationId,
      receivedAt: instant(run.createdAt),
      endedAt: instant(run.finishedAt ?? run.createdAt),
    },
    flow: { id: run.flow, name: plan?.flow.name ?? run.flow, version: run.version, channel: run.channel, owner: plan?.flow.owner ?? '' },
    keys,
    error: error ? { code: error.code, message: error.message } : null,
    exceptionCount: dead.length,
    exceptions: dead.slice(0, named).map((lost) => {
      const node = plan?.nodes[lost.node]?.node;
      return {
        step: node ? { id: node.id, name: node.name, type: node.type } : null,
        item: lost.item,
        key: lost.key ?? keys[0]?.value ?? null,
        code: lost.error.code,
        message: lost.error.message,
        attempts: lost.attempts,
      };
    }),
  });
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
