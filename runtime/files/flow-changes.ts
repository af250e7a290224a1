import { diff } from '@crossdock/flows/diff/diff';
import { inWords } from '@crossdock/flows/diff/in-words';
import { compareText } from '@crossdock/flows/document/compare-text';
import { contentHash } from '@crossdock/flows/document/content-hash';
import type { Flow } from '@crossdock/flows/document/flow';
import type { FlowKnowledge } from '../lifecycle/flow-knowledge.ts';
import { count, type KindPlan, planChange } from './changes.ts';
import { pathOf } from './layout.ts';
import type { PlanChange, PlanDetail } from './plan.ts';
import type { FlowPart } from './setup.ts';
import type { State } from './state.ts';

type BindingOf = FlowKnowledge['bindingOf'];

/** Flows by what differs in them: those that are to run against what runs, drafts against drafts. */
export function flowChanges(wanted: ReadonlyMap<string, FlowPart>, state: State, prunes: boolean, bindingOf: BindingOf): KindPlan {
  const names = [...new Set([...wanted.keys(), ...state.setup.flows.keys()])].sort(compareText);
  const left: string[] = [];
  let same = 0;
  const changes = names.flatMap((id) => {
    const part = wanted.get(id);
    const live = state.setup.flows.get(id)?.flow ?? null;
    if (part?.runs) {
      const change = running(id, part.flow, live, state, bindingOf);
      if (!change) same++;
      return change ? [change] : [];
    }
    const withdrawn = live && prunes ? [taken(id, live, state)] : [];
    if (live && !prunes) left.push(id);
    const draft = part && drafted(id, part.flow, state);
    if (part && !draft && !live) same++;
    return [...withdrawn, ...(draft ? [draft] : [])];
  });
  return { changes, left, same };
}

function running(id: string, flow: Flow, live: Flow | null, state: State, bindingOf: BindingOf): PlanChange | null {
  const known = state.flows.get(id);
  const hash = contentHash(flow);
  if (known?.live?.hash === hash) return null;
  const version = known?.versions.find((one) => one.hash === hash)?.number ?? null;
  const before = live ?? known?.draft?.flow ?? null;
  const details = before && contentHash(before) !== hash ? flowDetails(before, flow) : [];
  const what = version === null ? 'is published as its next version' : `version ${version}, which has this content,`;
  const verb = state.isGuarded ? 'is requested to run' : 'runs';
  const instead = known?.live ? `, in place of version ${known.live.version}` : '';
  const words = version === null ? `${what} and ${verb} in ${state.env}${instead}` : `${what} ${verb} in ${state.env}${instead}`;
  const common = { kind: 'flow' as const, name: id, path: pathOf.flow(id), before: known?.live?.hash ?? null, after: hash };
  return {
    ...planChange(known?.live ? 'change' : 'create', common, {
      title: flow.name,
      words,
      details,
      effects: known?.live ? switchEffects(known.live.version, live, flow, bindingOf) : [],
    }),
    version,
    publishes: version === null,
    deploys: true,
  };
}

function switchEffects(version: number, before: Flow | null, after: Flow, bindingOf: BindingOf): string[] {
  const now = addressesOf(after, bindingOf);
  const moved = before ? addressesOf(before, bindingOf).filter((address) => !now.includes(address)) : [];
  return [
    `Runs that are under way or wait end on version ${version}; messages that come from then on take the new one.`,
    ...moved.map((address) => `It no longer listens at ${address}: who sends there gets 404.`),
  ];
}

function addressesOf({ nodes }: Flow, bindingOf: BindingOf): string[] {
  return nodes.flatMap((node) => {
    const binding = node.disabled ? undefined : bindingOf(node);
    return binding?.kind === 'http' ? [`${binding.method} /${binding.path.replaceAll(/^\/+|\/+$/g, '')}`] : [];
  });
}

function taken(id: string, live: Flow, { flows, env }: State): PlanChange {
  const version = flows.get(id)?.live ?? null;
  const common = { kind: 'flow' as const, name: id, path: pathOf.flow(id), before: version?.hash ?? null, after: null };
  return {
    ...planChange('remove', common, {
      title: live.name,
      words: `is taken out of ${env}, where version ${version?.version ?? 0} runs; its draft and its versions stay`,
      effects: ['Runs that are under way end as they began; new messages are refused.'],
    }),
    deploys: true,
  };
}

function drafted(id: string, flow: Flow, { flows }: State): PlanChange | null {
  const draft = flows.get(id)?.draft ?? null;
  const hash = contentHash(flow);
  if (draft?.hash === hash) return null;
  const common = { kind: 'flow' as const, name: id, path: pathOf.flow(id), before: draft?.hash ?? null, after: hash };
  if (!draft)
    return planChange('create', common, { title: flow.name, words: `is new as a draft, with ${count(flow.nodes.length, 'step')}` });
  return planChange('change', common, { title: flow.name, words: 'gets another draft', details: flowDetails(draft.flow, flow) });
}

function flowDetails(before: Flow, after: Flow): PlanDetail[] {
  const changes = diff(before, after);
  if (changes.length === 0) return [{ words: 'only where steps stand on the canvas', path: '', isBreaking: false }];
  return changes.map((change) => ({
    words: inWords(change),
    path: [change.part === 'node' && change.nodeId !== null ? `nodes.${change.nodeId}` : '', change.path ?? '']
      .filter((part) => part !== '')
      .join('.'),
    ...(change.before !== undefined && { before: change.before }),
    ...(change.after !== undefined && { after: change.after }),
    isBreaking: false,
  }));
}
