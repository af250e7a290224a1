import type { RunDetail, Step } from '../engine/run-service.ts';
import type { EndedRun } from '../rehearsal/headless.ts';

const marks: Record<Step['status'], string> = {
  done: '+',
  failed: 'x',
  skipped: '-',
  cancelled: '-',
  pending: '.',
  queued: '.',
  running: '.',
  retrying: '~',
  parked: '~',
  waiting: '~',
};

/** The trace of a run for people: one line a step, with its calls and failures below. */
export function traceText({ detail, steps }: EndedRun): string {
  const names = detail.steps.map((step) => step.name);
  const width = Math.min(40, Math.max(0, ...names.map((name) => name.length)));
  const lines = detail.steps.flatMap((step) => [
    `${marks[step.status]} ${step.name.padEnd(width)}  ${step.status.padEnd(7)}  ${counts(step).padEnd(18)}  ${duration(step)}${step.caption ? `  ${step.caption}` : ''}`.trimEnd(),
    ...(steps.get(step.nodeId)?.exchanges ?? []).map(
      ({ request, answer, attempt, error }) =>
        `    ${request.method} ${request.url} -> ${answer ? answer.status : (error?.code ?? 'no answer')}${attempt > 1 ? ` (attempt ${attempt})` : ''}`,
    ),
    ...detail.exceptions.filter((exception) => exception.nodeId === step.nodeId).flatMap(exceptionLines),
  ]);
  return `${lines.join('\n')}\n`;
}

function counts(step: Step): string {
  const out = Object.entries(step.itemsOut).filter(([, count]) => count > 0);
  const listed = out.map(([port, count]) => (port === 'out' ? String(count) : `${count} ${port}`)).join(', ') || '0';
  return step.status === 'skipped' ? '' : `${step.itemsIn} in, ${listed} out`;
}

function duration(step: Step): string {
  return step.durationMs === null ? '' : `${step.durationMs < 10 ? step.durationMs.toFixed(1) : Math.round(step.durationMs)} ms`;
}

function exceptionLines({ itemId, key, error }: RunDetail['exceptions'][number]): string[] {
  const violations = violationsOf(error.details);
  return [
    `    item ${key ?? itemId}: ${error.code}: ${error.message}`,
    ...violations.map(({ path, message }) => `      ${path}: ${message}`),
  ];
}

export type Violation = { readonly path: string; readonly message: string };

/** The violations a failed validation carries in its details. */
export function violationsOf(details: unknown): readonly Violation[] {
  if (details === null || typeof details !== 'object' || !('violations' in details) || !Array.isArray(details.violations)) return [];
  return details.violations.filter(
    (violation): violation is Violation => typeof violation?.path === 'string' && typeof violation?.message === 'string',
  );
}

/** The same for programs. */
export function traceJson({ detail, steps }: EndedRun) {
  return detail.steps.map((step) => ({
    nodeId: step.nodeId,
    name: step.name,
    type: step.type,
    status: step.status,
    durationMs: step.durationMs,
    itemsIn: step.itemsIn,
    itemsOut: step.itemsOut,
    attempts: step.attempts,
    error: step.error,
    exchanges: (steps.get(step.nodeId)?.exchanges ?? []).map(({ request, answer, attempt, durationMs, error }) => ({
      method: request.method,
      url: request.url,
      status: answer?.status ?? null,
      attempt,
      durationMs,
      error: error?.code ?? null,
    })),
  }));
}
