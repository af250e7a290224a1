import { shadowFinding, shadowGate, whyNotWithoutShadow } from '../gates/shadow.ts';
import type { Policy, Promotion, ShadowReport, ShownPromotion, ShownShadow } from '../promotion.ts';
import { nextState } from '../states.ts';
import type { LeftOut, ShadowFindings } from './shadow.ts';
import type { ShadowStanding } from './shadows.ts';

/** The promotion with its shadow run as it stands now, whenever its gates were run. */
export function withShadow(
  shown: Omit<ShownPromotion, 'shadow'>,
  { standing, policy, state }: { readonly standing: ShadowStanding; readonly policy: Policy } & Pick<Promotion, 'state'>,
): ShownPromotion {
  const shadow = shownShadow(standing, { state, policy });
  if (nextState(state, 'check') === null) return { ...shown, shadow };
  const finding = shadowFinding(standing, policy, shown.to);
  const missing = shown.mayApprove.may ? whyNotWithoutShadow(standing, policy, shown.to) : null;
  return {
    ...shown,
    gates: shown.gates.map((gate) =>
      gate.id === shadowGate.id
        ? { ...gate, isOptional: undefined, ...finding, overridden: finding.canOverride ? gate.overridden : null }
        : gate,
    ),
    ...(missing !== null && { mayApprove: { may: false, why: missing } }),
    shadow,
  };
}

/** Without values: everybody who sees the promotion sees this. */
export function shownShadow(
  { shadow, isStale, hasNothing }: ShadowStanding,
  { state, policy }: Pick<Promotion, 'state'> & { readonly policy: Policy },
): ShownShadow {
  // What it came to is over: the target runs it, or something else.
  const isOver = nextState(state, 'check') === null;
  const mayRun = !hasNothing && policy.shadow !== 'off' && !isOver;
  const result = shadow?.result ?? null;
  return {
    state: shadow?.state ?? 'none',
    isStale: isStale && !isOver,
    mayRun,
    by: shadow?.by ?? null,
    startedAt: iso(shadow?.startedAt),
    endedAt: iso(shadow?.endedAt),
    failure: shadow?.failure ?? null,
    total: shadow?.total ?? 0,
    looked: shadow?.looked ?? 0,
    same: result?.same ?? 0,
    differ: result?.differ ?? 0,
    fail: result?.fail ?? 0,
    isOutOfTime: result?.isOutOfTime ?? false,
    leftOut: Object.entries(result?.leftOut ?? {}).map(([why, count]) => ({ why: why as LeftOut, count })),
    flows: (result?.flows ?? []).map((flow) => ({ ...flow, steps: { ...flow.steps } })),
    groups: (result?.groups ?? []).map(({ from: _from, to: _to, ...group }) => ({ ...group, path: [...group.path] })),
    unanswered: [...(result?.unanswered ?? [])],
  };
}

/** With the runs; `hasValues`: with what stood and would stand in them. */
export function shownReport(summary: ShownShadow, found: ShadowFindings | null, hasValues: boolean): ShadowReport {
  const valued = <T extends { readonly from?: unknown; readonly to?: unknown }>({ from, to, ...rest }: T) => ({
    ...rest,
    ...(hasValues && { from, to }),
  });
  return {
    summary: { ...summary, groups: (found?.result.groups ?? []).map((group) => ({ ...valued(group), path: [...group.path] })) },
    hasValues,
    runs: (found?.runs ?? []).map((run) => ({
      ...run,
      differences: run.differences.map((difference) => ({ ...valued(difference), path: [...difference.path] })),
    })),
  };
}

function iso(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}
