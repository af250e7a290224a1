import { isInternal, isPinned, typeOf } from '../../rehearsal/test-flows.ts';
import { endsStage, type Plan, type PlanNode } from '../plan/plan.ts';
import type { LedgerEntry, Progress, StepProgress } from '../run/progress.ts';
import { isFinal, type RunStatus } from '../run/statuses.ts';
import type { RunDetail, Step } from '../run-service.ts';
import { waitWords } from './waits.ts';

/** The steps of a run in topological order, also those that nothing has reached yet. A compensation has undo steps only, any other run all others. */
export function stepsOf(plan: Plan, progress: Progress, runStatus: RunStatus, isCompensation = false): Step[] {
  const reports = new Map(progress.steps.map((step) => [step.node, step]));
  return plan.nodes
    .filter(({ node }) => !isInternal(node))
    .map((planned) => {
      const report = reports.get(planned.index);
      const isOutside = planned.isUndo !== isCompensation;
      const calls = endsStage(planned) && !isOutside ? progress.ledger.filter((entry) => entry.node === planned.index) : [];
      const retryAt = Math.min(...calls.map((entry) => entry.retryAt ?? Number.POSITIVE_INFINITY));
      const failed = Math.max(report?.failed ?? 0, progress.dead.filter((dead) => dead.node === planned.index).length);
      const error =
        report?.error ?? calls.find((entry) => entry.error)?.error ?? progress.dead.find((dead) => dead.node === planned.index)?.error;
      return {
        nodeId: planned.node.id,
        name: planned.node.name,
        type: typeOf(planned.node),
        pinned: isPinned(planned.node),
        status: isOutside ? 'skipped' : statusOf(planned, report, calls, failed, runStatus),
        startedAt: report && report.status !== 'skipped' ? report.startedAt : null,
        durationMs: report && report.status !== 'skipped' && report.status !== 'pending' ? report.ms : null,
        itemsIn: report?.in ?? 0,
        itemsOut: report?.out ?? {},
        failed,
        attempts: Math.max(report && report.status !== 'skipped' ? 1 : 0, ...calls.map((entry) => entry.attempts)),
        nextTryAt: Number.isFinite(retryAt) && !isFinal(runStatus) ? new Date(retryAt).toISOString() : null,
        error: error ?? null,
        caption: captionOf(planned, report, calls),
      };
    });
}

function statusOf(
  planned: PlanNode,
  report: StepProgress | undefined,
  calls: readonly LedgerEntry[],
  failed: number,
  run: RunStatus,
): Step['status'] {
  if (run === 'cancelled' && (!report || report.status === 'pending')) return 'cancelled';
  if (!report) return isFinal(run) ? 'skipped' : 'pending';
  if (report.status === 'pending') {
    if (!isFinal(run) && run !== 'running' && calls.some(({ hold, settledAt }) => settledAt === null && hold === 'waiting'))
      return 'waiting';
    const held = calls.filter((entry) => entry.settledAt === null && entry.retryAt !== null);
    if ((run === 'retrying' || run === 'parked') && held.length > 0)
      return held.every(({ hold }) => hold === 'parked') ? 'parked' : 'retrying';
    if (!isFinal(run)) return 'running';
    // A barrier that some of its items have not come to.
    return planned.call || planned.wait ? 'cancelled' : 'waiting';
  }
  if (failed > 0) return 'failed';
  return report.status === 'skipped' && planned.definition.kind !== 'trigger' ? 'skipped' : report.status === 'failed' ? 'failed' : 'done';
}

function captionOf(planned: PlanNode, report: StepProgress | undefined, calls: readonly LedgerEntry[]): string {
  if (planned.call && calls.length > 0) {
    const confirmed = calls.filter((entry) => entry.state === 'confirmed').length;
    const unknown = calls.filter((entry) => entry.state === 'unknown').length;
    return `${confirmed} of ${Math.max(report?.in ?? 0, calls.length)} ${planned.definition.kind === 'read' ? 'read' : 'sent'}${unknown > 0 ? `, ${unknown} unknown` : ''}`;
  }
  if (planned.wait && calls.length > 0) return waitCaption(calls);
  return report?.caption ?? '';
}

function waitCaption(calls: readonly LedgerEntry[]): string {
  const open = calls.filter(({ settledAt }) => settledAt === null);
  const [first] = open;
  if (!first?.wait) return calls.length === 1 ? '' : `${calls.length} of ${calls.length} went on`;
  const words = `waits for ${waitWords(first.wait)}`;
  return (calls.length === 1 ? words : `${open.length} of ${calls.length} wait, first for ${waitWords(first.wait)}`).slice(0, 120);
}

/** How many items went over each edge. */
export function edgesOf(plan: Plan, progress: Progress): RunDetail['edges'] {
  const reports = new Map(progress.steps.map((step) => [step.node, step]));
  return plan.nodes
    .filter(({ node }) => !isInternal(node))
    .flatMap((planned) =>
      planned.inputs.flatMap((input) =>
        input.edges
          .filter((edge) => !isInternal((plan.nodes[edge.node] as PlanNode).node))
          .map((edge) => ({
            from: { node: (plan.nodes[edge.node] as PlanNode).node.id, port: edge.port },
            to: { node: planned.node.id, port: input.port },
            items: reports.get(edge.node)?.out[edge.port] ?? 0,
          })),
      ),
    );
}
