import type { Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import { askForCalls, completeStage } from './calls.ts';
import { toFailure } from './failure.ts';
import { writeFrame } from './frame.ts';
import type { Outputs } from './items.ts';
import { openMessage } from './open-message.ts';
import { type Pass, partsOf } from './pass.ts';
import type { ProgramNode, RegionProgram } from './program.ts';
import type { Request, Response } from './protocol.ts';
import { runPure } from './run-pure.ts';
import { combinePartials, isHalf, isShared, runHalf } from './share.ts';

/**
 * Makes the function that a sandbox call runs: a request and its parts in, one response frame out. Executes whole stages of pure nodes over the items;
 * what lies outside (effects, reads) is asked for in `calls` and comes back as `outcomes` of a later request.
 */
export function regionProgram(program: RegionProgram): (request: string, ...parts: string[]) => string {
  const states = program.nodes.map((node) => partsOf(program, node).setup?.(node.config));
  return (text, ...parts) => {
    const request = JSON.parse(text) as Request;
    program.pin({ now: Date.parse(request.run.now), seed: request.seed });
    program.enter(request.run, request.vars);
    try {
      return executeRequest(program, states, request, parts);
    } catch (thrown) {
      // Single items never get here: this is the trigger or a key of the intake.
      return writeFrame({ intakeFailed: toFailure(thrown), reports: [], dead: [], calls: [] } satisfies Response, []);
    } finally {
      program.enter(undefined, undefined);
    }
  };
}

function executeRequest(program: RegionProgram, states: readonly unknown[], request: Request, parts: readonly string[]): string {
  const pass: Pass = {
    program,
    states,
    request,
    parts,
    outputs: [],
    outcomes: new Map(request.outcomes.map((outcome) => [`${outcome.node}/${outcome.item}`, outcome])),
    reports: [],
    dead: [],
    lostGroups: new Set(),
    records: [],
    calls: [],
    partials: {},
    out: [],
    behindFocus:
      request.focus &&
      new Set([request.focus.node, ...program.nodes.flatMap((node, i) => (node.ancestors.includes(request.focus?.node ?? -1) ? [i] : []))]),
    corrections:
      request.corrections &&
      new Map(request.corrections.map(({ node, part }) => [node, parseExact(parts[part] ?? '{}') as Record<string, Json>])),
    answer: undefined,
    runFailed: undefined,
    extraction: undefined,
    deadBefore: [],
    detached:
      request.from === 'carry' ? request.detached : request.outcomes.flatMap((outcome) => (outcome.isDetached ? [outcome.node] : [])),
    run: request.run,
  };
  if (request.from === 'partials') {
    Object.assign(pass.partials, combinePartials(pass));
    return respond(pass);
  }
  const first = request.from === 'message' ? 0 : request.stage;
  if (request.from === 'message') {
    // The parent of chunks goes on from their results; its message was theirs.
    if (request.share?.role !== 'parent') openMessage(pass, request);
  } else {
    const carried = JSON.parse(parts[0] ?? '[]') as { outputs: Outputs; lost: string[] };
    carried.outputs.forEach((ports, i) => {
      if (ports) pass.outputs[i] = ports;
    });
    for (const group of carried.lost) pass.lostGroups.add(group);
    pass.deadBefore = request.dead;
    completeStage(pass, request.stage - 1);
  }
  for (let stage = first; stage <= request.stage && !pass.runFailed; stage++) {
    if (stage > first) completeStage(pass, stage - 1);
    for (let i = 0; i < program.nodes.length && !pass.runFailed; i++) {
      const node = program.nodes[i] as ProgramNode;
      if (node.stage !== stage || node.kind !== 'pure' || !isShared(pass, node)) continue;
      if (isHalf(pass, node)) runHalf(pass, i, node);
      else runPure(pass, i, node);
    }
  }
  if (!pass.runFailed) askForCalls(pass, request.stage);
  return respond(pass);
}

function respond(pass: Pass): string {
  const { out } = pass;
  const part = (text: string) => out.push(text) - 1;
  const response: { -readonly [K in keyof Response]: Response[K] } = { reports: pass.reports, dead: pass.dead, calls: pass.calls };
  if (pass.extraction) response.extraction = pass.extraction;
  if (pass.runFailed) response.runFailed = pass.runFailed;
  if (pass.answer && !pass.request.undo)
    response.answer = { status: pass.answer.status, headers: pass.answer.headers, part: part(JSON.stringify(pass.answer.body) ?? 'null') };
  if (
    !pass.runFailed &&
    !pass.request.undo &&
    pass.program.nodes.some(
      (node) =>
        !node.isUndo &&
        isShared(pass, node) &&
        (node.stage > pass.request.stage || (node.stage === pass.request.stage && node.kind === 'io')),
    )
  ) {
    const carried = pass.program.nodes.map((node, i) => (node.carries ? pass.outputs[i] : undefined));
    response.carry = part(JSON.stringify({ outputs: carried, lost: [...pass.lostGroups] }));
  }
  if (pass.request.reveal !== undefined) response.revealed = part(JSON.stringify(pass.outputs[pass.request.reveal] ?? {}));
  for (const _ in pass.partials) {
    response.partials = part(JSON.stringify(pass.partials));
    break;
  }
  if (pass.records.length > 0) response.capture = part(pass.records.join(','));
  return writeFrame(response, out);
}
