import { type ProgramRunner, runProgram } from '../../lookups/run-program.ts';
import { readFrame } from '../../sandbox/region/frame.ts';
import type { DeadItem, Failure, NodeReport, PendingCall, Response, StepRecord } from '../../sandbox/region/protocol.ts';
import { SandboxError } from '../../sandbox/sandbox.ts';
import { requestHashOf } from '../calls/request-hash.ts';
import { type ActiveRun, callId } from '../run/active-run.ts';
import { regionRequest } from '../run/region-request.ts';

/** A call that the run comes to, whether or not it has been made before. */
export type RehearsedCall = {
  readonly node: number;
  readonly item: string;
  readonly businessKey: string | undefined;
  readonly requestHash: string;
  /** The request could not be prepared: nothing will be sent. */
  readonly error: Failure | undefined;
};

/** What a run would do now, as far as it can be told without sending anything. */
export type Rehearsal = {
  readonly calls: readonly RehearsedCall[];
  /** By node index: what the steps did. */
  readonly reports: ReadonlyMap<number, NodeReport>;
  readonly records: ReadonlyMap<number, StepRecord>;
  readonly dead: readonly DeadItem[];
  /** The run fails as a whole. */
  readonly failure: Failure | undefined;
};

/**
 * Runs the pure part of a run in the sandbox, stage by stage, with the outcomes that stand. The same request as the runner makes, the same result; calls are
 * listed instead of made, also those whose outcome is known: so it is seen when their request is another one now.
 */
export async function rehearse(programs: ProgramRunner, run: ActiveRun): Promise<Rehearsal> {
  const { plan } = run;
  const settings = { ...plan.flow.settings, capture: 'all' as const };
  const captured = { ...plan, flow: { ...plan.flow, settings } };
  const calls: RehearsedCall[] = [];
  let last: { header: Response; parts: readonly string[] } | undefined;
  for (let stage = 0; stage <= plan.lastStage; stage++) {
    const before = [...run.ledger.values()].filter((entry) => (plan.nodes[entry.node]?.stage ?? 0) < stage);
    const ledger = new Map(before.map((entry) => [callId(entry), entry]));
    try {
      const answer = await runProgram(programs, run, regionRequest({ ...run, plan: captured, stage, carry: undefined, ledger }, false));
      last = readFrame<Response>(answer);
    } catch (error) {
      if (!(error instanceof SandboxError) || error.code === 'CLOSED') throw error;
      return { ...read(last), calls, failure: { code: `SANDBOX_${error.code}`, message: error.message } };
    }
    for (const pending of last.header.calls) calls.push(rehearsed(pending, last.parts));
    if (last.header.runFailed) break;
  }
  return { ...read(last), calls, failure: last?.header.runFailed };
}

function rehearsed(pending: PendingCall, parts: readonly string[]): RehearsedCall {
  const body = pending.body === undefined ? undefined : parts[pending.body];
  const { node, item, key: businessKey, error } = pending;
  return { node, item, businessKey, error, requestHash: requestHashOf(pending.request, body) };
}

function read(last: { header: Response; parts: readonly string[] } | undefined): Pick<Rehearsal, 'reports' | 'records' | 'dead'> {
  const captured = last?.header.capture === undefined ? '' : (last.parts[last.header.capture] ?? '');
  const records = JSON.parse(`[${captured}]`) as StepRecord[];
  return {
    reports: new Map((last?.header.reports ?? []).map((report) => [report.node, report])),
    records: new Map(records.map((record) => [record.node, record])),
    dead: last?.header.dead ?? [],
  };
}
