import { redactionOf } from '../../engine/view/redact.ts';
import type { WholeRun } from '../../engine/view/whole-run.ts';
import { compareFacts, isFailing, type ShadowDifference, toldOnce, withoutDrift } from './compare-facts.ts';
import { factsOf, type IsCalling } from './facts.ts';
import { groupDifferences } from './group-differences.ts';
import { kept } from './hide-values.ts';
import type { PastRun } from './past-runs.ts';
import type { LeftOut, ShadowedFlow, ShadowedRun, ShadowFindings } from './shadow.ts';
import type { Stage } from './shadow-stage.ts';
import type { ShadowSubject } from './shadow-subjects.ts';

export type ShadowWork = {
  readonly env: string;
  readonly subjects: readonly ShadowSubject[];
  readonly past: readonly PastRun[];
  /** Of the version to come, with the tables that come along. */
  readonly candidate: Stage;
  /** Of the version that is live, with the tables of the target. */
  readonly control: Stage;
  readonly isCalling: IsCalling;
  readonly whole: (runId: string) => Promise<WholeRun | null>;
  /** How long it may take altogether, ms. */
  readonly budgetMs: number;
  /** Told after each run; false: stop, nobody wants the result any more. */
  readonly looked: (count: number) => Promise<boolean>;
  /** Lets go of the processor for so long, ms. */
  readonly rest: (ms: number) => Promise<void>;
};

/** Bytes of a message that is run again. */
const mostBytes = 2_000_000;
/** Differing runs and differences of one that are kept; all of them are counted. */
const keptRuns = 500;
const keptDifferences = 20;
const keptCharacters = 4_000_000;

type Compared =
  | { readonly kind: 'left out'; readonly why: LeftOut }
  | { readonly kind: 'compared'; readonly differences: readonly ShadowDifference[]; readonly unanswered: ReadonlySet<string> };

/**
 * Runs the version to come on one past message after the other and holds what it would do against what was done. Between two it rests as long as the last one took,
 * so that it never has more than half of a processor. null: it was stopped.
 */
export async function runShadow(work: ShadowWork): Promise<ShadowFindings | null> {
  const { past, subjects, budgetMs } = work;
  const startedAt = performance.now();
  const leftOut: Partial<Record<LeftOut, number>> = {};
  const unanswered = new Map<string, number>();
  const differing: { readonly run: PastRun; readonly differences: readonly ShadowDifference[] }[] = [];
  const lookedOf = new Map<string, number>();
  let same = 0;
  let looked = 0;
  for (const run of past) {
    if (performance.now() - startedAt > budgetMs) break;
    const began = performance.now();
    const compared = await compareRun(run, work);
    looked++;
    const flow = run.subject.before.id;
    lookedOf.set(flow, (lookedOf.get(flow) ?? 0) + 1);
    if (compared.kind === 'left out') leftOut[compared.why] = (leftOut[compared.why] ?? 0) + 1;
    else {
      for (const step of compared.unanswered) unanswered.set(`${flow} ${step}`, (unanswered.get(`${flow} ${step}`) ?? 0) + 1);
      if (compared.differences.length === 0) same++;
      else differing.push({ run, differences: compared.differences });
    }
    if (!(await work.looked(looked))) return null;
    await work.rest(Math.max(1, performance.now() - began));
  }
  const { groups, groupOf } = groupDifferences(differing.map(({ run, differences }) => ({ flow: run.subject.before.id, differences })));
  const runs = differing.map(({ run, differences }, i) => shadowedRun(run, differences, groupOf[i] ?? []));
  const fail = runs.filter(({ fails }) => fails).length;
  const result = {
    flows: subjects.map((subject) => shadowedFlow(subject, lookedOf.get(subject.before.id) ?? 0)),
    differ: runs.length,
    fail,
    same,
    leftOut,
    isOutOfTime: looked < past.length,
    groups,
    unanswered: [...unanswered].map(([key, count]) => {
      const [flow = '', step = ''] = key.split(' ');
      return { flow, step, count };
    }),
  };
  return { result, runs: withinBounds(runs.sort((a, b) => Number(b.fails) - Number(a.fails))) };
}

/** As many as are kept, in number and in size. */
function withinBounds(runs: readonly ShadowedRun[]): readonly ShadowedRun[] {
  let room = keptCharacters;
  return runs.slice(0, keptRuns).filter((run) => {
    room -= JSON.stringify(run).length;
    return room >= 0;
  });
}

async function compareRun({ summary, subject }: PastRun, work: ShadowWork): Promise<Compared> {
  const { candidate, control, env, isCalling } = work;
  const { before, after } = subject;
  if (summary.chunks !== null) return { kind: 'left out', why: 'too-big' };
  const run = await work.whole(summary.id);
  if (!run?.isCaptured) return { kind: 'left out', why: 'not-kept' };
  if ((run.message.text?.length ?? 0) > mostBytes) return { kind: 'left out', why: 'too-big' };
  const played = await candidate.play(after, run, env);
  if (!played) return { kind: 'left out', why: 'no-end' };
  const then = factsOf(run, before, isCalling);
  const found = compareFacts(then, factsOf(played.run, after, isCalling), subject, played.unanswered);
  if (found.length === 0) return { kind: 'compared', differences: [], unanswered: played.unanswered };
  const again = await control.play(before, run, env);
  if (!again) return { kind: 'left out', why: 'no-end' };
  const drift = compareFacts(then, factsOf(again.run, before, isCalling), { before, after: before }, again.unanswered);
  const names = redactionOf([...before.settings.redact, ...after.settings.redact]);
  const differences = toldOnce(withoutDrift(found, drift)).map((difference) => kept(difference, names));
  return { kind: 'compared', differences, unanswered: played.unanswered };
}

function shadowedRun({ summary, subject }: PastRun, differences: readonly ShadowDifference[], groups: readonly number[]): ShadowedRun {
  const [key] = summary.keys;
  return {
    id: summary.id,
    flow: subject.before.id,
    title: key?.value ?? summary.id,
    keyKind: key?.kind ?? null,
    at: summary.createdAt,
    fails: differences.some(isFailing),
    differences: differences.slice(0, keptDifferences).map((difference, i) => ({ ...difference, group: groups[i] ?? -1 })),
    more: Math.max(0, differences.length - keptDifferences),
  };
}

function shadowedFlow({ before, after }: ShadowSubject, runs: number): ShadowedFlow {
  return {
    flow: before.id,
    name: after.name,
    before: before.version,
    after: after.version,
    steps: Object.fromEntries([...before.nodes, ...after.nodes].map(({ id, name }) => [id, name])),
    runs,
  };
}
