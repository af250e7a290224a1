import type { Correction, Focus, Outcome, Request } from '../../sandbox/region/protocol.ts';
import type { Text } from '../../sandbox/sandbox.ts';
import { shareOf, textType } from '../chunks/share-of.ts';
import { undoRequest } from '../compose/undo-course.ts';
import { type ActiveRun, callId, runInfo } from './active-run.ts';

/**
 * The request for the run's current stage. With a carry it is this stage alone; without one (first start, resume, replay) everything pure is computed again
 * from the message, and the answers that came since are put in where calls stood: the same message gives the same items.
 */
export function regionRequest(run: ActiveRun, extract: boolean): readonly Text[] {
  const common = {
    run: runInfo(run),
    vars: run.pinned.vars ?? {},
    seed: run.pinned.seed,
    capture: run.plan.flow.settings.capture !== 'none',
    ...(run.undoing && { undo: undoRequest(run, run.undoing) }),
    ...(run.plan.source !== null && shareOf(run)),
  };
  if (run.carry !== undefined && run.stage > 0) {
    const parts: Text[] = [run.carry];
    const request: Request = {
      ...common,
      ...focusOf(run, parts),
      from: 'carry',
      stage: run.stage,
      dead: run.dead.map((dead) => dead.node),
      detached: detachedNodes(run),
      outcomes: outcomesOf(run, parts, (stage) => stage === run.stage - 1),
    };
    return [JSON.stringify(request), ...parts];
  }
  const parts: Text[] = [run.message];
  const { headers, query } = run.pinned;
  const request: Request = {
    ...common,
    ...focusOf(run, parts),
    from: 'message',
    stage: run.stage,
    message: { contentType: run.plan.source === null ? run.contentType : textType(run.contentType), headers, query },
    extract,
    outcomes: outcomesOf(run, parts, (stage) => stage <= run.stage),
  };
  return [JSON.stringify(request), ...parts];
}

function outcomesOf(run: ActiveRun, parts: Text[], isWanted: (stage: number) => boolean): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const entry of run.ledger.values()) {
    if (entry.retryAt !== null || entry.settledAt === null || !isWanted(run.plan.nodes[entry.node]?.stage ?? -1)) continue;
    const { node, item, status, headers, seenBefore, closed, error } = entry;
    if (entry.state === 'detached') outcomes.push({ node, item, state: 'confirmed', isClosed: true, isDetached: true });
    else if (entry.state !== 'confirmed')
      outcomes.push({ node, item, state: 'failed', error: error ?? { code: 'CALL_FAILED', message: 'The call failed.' } });
    else {
      const answer = run.answers.get(callId(entry));
      outcomes.push({
        node,
        item,
        state: 'confirmed',
        ...(status !== undefined && { status }),
        ...(headers && { headers }),
        ...(seenBefore && { seenBefore }),
        ...(closed && answer === undefined && { isClosed: true }),
        ...(answer !== undefined && { part: parts.push(answer) - 1 }),
      });
    }
  }
  return outcomes;
}

/** The node of each item that goes on in a run of its own. */
function detachedNodes(run: ActiveRun): number[] {
  const nodes: number[] = [];
  for (const entry of run.ledger.values()) if (entry.state === 'detached') nodes.push(entry.node);
  return nodes;
}

function focusOf(run: ActiveRun, parts: Text[]): { focus?: Focus; corrections?: Correction[] } {
  const { focus } = run.pinned;
  if (!focus && run.corrections === undefined) return {};
  const indexOf = (id: string | undefined) => run.plan.nodes.findIndex((planned) => planned.node.id === id);
  const node = indexOf(focus?.node);
  const corrections = (run.corrections ?? []).map((one) => ({ node: indexOf(one.node), part: parts.push(one.bodies) - 1 }));
  return {
    ...(focus && node >= 0 && { focus: { node, items: focus.items } }),
    ...(corrections.length > 0 && { corrections }),
  };
}
