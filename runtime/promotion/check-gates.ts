import { baseHash } from './base.ts';
import type { Changing } from './changing.ts';
import type { Examined } from './examine.ts';
import type { GateSubject } from './gates/gate.ts';
import { gates } from './gates/gates.ts';
import { runGates } from './gates/run-gates.ts';
import { shadowGate } from './gates/shadow.ts';
import { testCasesGate } from './gates/test-cases.ts';
import type { Gate, Promotion } from './promotion.ts';
import type { PromotionBook } from './promotion-book.ts';
import type { PromotionResources } from './resources.ts';
import type { Shadows } from './shadow/shadows.ts';
import { nextState } from './states.ts';

export type GateRuns = {
  /** Runs those that answer at once and keeps what they find; the test cases go on behind it and are told of by an event. */
  start(id: string): Promise<void>;
  /** Runs all of them on how the promotion stands now, for a deployment at once, and keeps what they find. `content` and `base` are what they looked at. */
  all(id: string): Promise<{ readonly gates: readonly Gate[]; readonly content: string; readonly base: string }>;
  /** Keeps what the gate of the shadow run says now. */
  shadow(id: string): Promise<void>;
  /** Resolves when none is under way. */
  close(): Promise<void>;
};

const underWay: Pick<Gate, 'state' | 'fact' | 'remedy' | 'canOverride' | 'details'> = {
  state: 'running',
  fact: 'running',
  remedy: null,
  canOverride: false,
  details: [],
};

export function createGateRuns({
  book,
  changing,
  shadows,
  resources,
}: {
  readonly book: PromotionBook;
  readonly changing: Changing;
  readonly shadows: Pick<Shadows, 'standing'>;
  readonly resources: PromotionResources;
}): GateRuns {
  const { clock, log } = resources;
  const going = new Set<Promise<void>>();
  let isClosed = false;

  async function subjectOf(promotion: Promotion, { items, policy, judged, content }: Examined, at: number): Promise<GateSubject> {
    const { id, from, to } = promotion;
    const flows = await Promise.all(
      items.map(async ({ kind, name, version }) => {
        const found = kind === 'flow' ? await resources.versions.get(name, version) : null;
        return found ? [{ ...found.flow, version }] : [];
      }),
    );
    const others = (await book.list({ isOpen: true, env: to, limit: 1000 })).items;
    const shadow = await shadows.standing(promotion, items, content);
    return { id, from, to, items, flows: flows.flat(), policy, approvals: judged, at, others, shadow, resources };
  }

  /** What was found of another content says nothing about the one that is there by now. */
  async function keep(id: string, looked: string, found: readonly Gate[]): Promise<void> {
    const byId = new Map(found.map((gate) => [gate.id, gate]));
    await changing.change(id, (promotion, { content }) => {
      if (content !== looked) return null;
      const merged = gates.flatMap((gate) => byId.get(gate.id) ?? promotion.gates.find((old) => old.id === gate.id) ?? []);
      return { gates: merged, gatesCheckedAt: clock.now() };
    });
  }

  return {
    async start(id) {
      const { promotion, examined } = await changing.current(id);
      const { content } = examined;
      const subject = await subjectOf(promotion, examined, Math.max(clock.now(), promotion.scheduledFor ?? 0));
      const hasTests = subject.flows.some(({ tests }) => tests.length > 0);
      const quick = gates.filter((gate) => gate !== testCasesGate || !hasTests);
      const found = await runGates(quick, subject);
      if (!hasTests) return keep(id, content, found);
      const { id: gate, title } = testCasesGate;
      await keep(id, content, [...found, { id: gate, title, overridden: null, ...underWay }]);
      if (isClosed) return;
      const run = runGates([testCasesGate], subject)
        .then((tests) => keep(id, content, tests))
        .catch((error: unknown) =>
          log.warn({ promotion: id, error: String(error) }, 'its test cases could not be run; run its gates again'),
        )
        .finally(() => going.delete(run));
      going.add(run);
    },

    async all(id) {
      const { promotion, examined } = await changing.current(id);
      const found = await runGates(gates, await subjectOf(promotion, examined, clock.now()));
      await keep(id, examined.content, found);
      return { gates: found, content: examined.content, base: baseHash(examined.base ?? []) };
    },

    async shadow(id) {
      const { promotion, examined } = await changing.current(id);
      // What is over keeps what it was deployed with.
      if (nextState(promotion.state, 'check') === null) return;
      await keep(id, examined.content, await runGates([shadowGate], await subjectOf(promotion, examined, clock.now())));
    },

    async close() {
      isClosed = true;
      await Promise.all(going);
    },
  };
}
