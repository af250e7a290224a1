import type { Flow } from '@crossdock/flows/document/flow';
import type { JudgedApproval } from '../approvals.ts';
import type { Gate, Item, Override, Policy, Promotion } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';
import type { ShadowStanding } from '../shadow/shadows.ts';

/** What a gate looks at. */
export type GateSubject = {
  readonly id: string | null;
  readonly from: string;
  readonly to: string;
  readonly items: readonly Item[];
  /** The documents of the flows among the items. */
  readonly flows: readonly (Flow & { readonly version: number })[];
  readonly policy: Policy;
  readonly approvals: readonly JudgedApproval[];
  /** When it is to be deployed, ms. */
  readonly at: number;
  /** Open promotions to the same target. */
  readonly others: readonly Pick<Promotion, 'id' | 'items'>[];
  readonly shadow: ShadowStanding;
  readonly resources: PromotionResources;
};

/** One thing that has to be so before a bundle is deployed. */
export type GateCheck = {
  readonly id: string;
  readonly title: string;
  readonly check: (subject: GateSubject) => Promise<Finding> | Finding;
};

export type GateDetail = Gate['details'][number];

export type Finding = Pick<Gate, 'state' | 'fact' | 'remedy' | 'canOverride' | 'details' | 'isOptional'>;

export function passes(fact: string, details: readonly GateDetail[] = []): Finding {
  return { state: 'pass', fact, remedy: null, canOverride: false, details: [...details] };
}

/** Nothing of the bundle is concerned. */
export function looksAtNothing(fact: string): Finding {
  return passes(fact);
}

/** Keeps the bundle from being deployed; with `canOverride` an admin may pass it. */
export function fails(fact: string, remedy: string, details: readonly GateDetail[] = [], canOverride = false): Finding {
  return { state: 'fail', fact, remedy, canOverride, details: [...details] };
}

/** With `canOverride` it keeps the bundle until an admin gives a reason; without it is only shown. */
export function warns(fact: string, remedy: string, details: readonly GateDetail[] = [], canOverride = false): Finding {
  return { state: 'warn', fact, remedy, canOverride, details: [...details] };
}

/** Whether the gate keeps a bundle from being deployed. Where everybody may deploy directly, only what could not work does. */
export function isInTheWay(
  { state, canOverride, overridden, isOptional }: Pick<Gate, 'state' | 'canOverride' | 'overridden' | 'isOptional'>,
  { isGuarded }: Pick<Policy, 'isGuarded'>,
): boolean {
  if (state === 'pass' || overridden !== null || isOptional || (canOverride && !isGuarded)) return false;
  return state !== 'warn' || canOverride;
}

/** The gates with the reasons for which an admin passes them; a reason is for the content it was given for. */
export function withOverrides(gates: readonly Gate[], overrides: readonly Override[], content: string): Gate[] {
  return gates.map((gate) => {
    const found = overrides.findLast((override) => override.gate === gate.id && override.content === content);
    const overridden = found && gate.canOverride ? { by: found.by, at: new Date(found.at).toISOString(), why: found.why } : null;
    return { ...gate, overridden };
  });
}
