import type { ShadowDifference } from './compare-facts.ts';
import type { Group } from './group-differences.ts';

/** A run that would come out otherwise. */
export type ShadowedRun = {
  readonly id: string;
  readonly flow: string;
  /** Its first business key, else its id. */
  readonly title: string;
  /** Kind of that key: `order`; null: it has none. */
  readonly keyKind: string | null;
  readonly at: string;
  /** It went well, and would fail. */
  readonly fails: boolean;
  readonly differences: readonly (ShadowDifference & { /** Index among the groups; -1: none. */ readonly group: number })[];
  /** Further differences, which are not kept. */
  readonly more: number;
};

/** A flow whose past runs are looked at. */
export type ShadowedFlow = {
  readonly flow: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** What its steps are called, in either version. */
  readonly steps: Readonly<Record<string, string>>;
  /** Its runs that are looked at. */
  readonly runs: number;
};

/** Why a run was not compared. */
export type LeftOut = 'not-kept' | 'too-big' | 'no-end';

/** What a shadow run has found up to now. */
export type ShadowResult = {
  readonly flows: readonly ShadowedFlow[];
  readonly differ: number;
  readonly fail: number;
  readonly same: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  readonly isOutOfTime: boolean;
  readonly groups: readonly Group[];
  /** Calls without a recorded answer: by flow and step, in so many runs. */
  readonly unanswered: readonly { readonly flow: string; readonly step: string; readonly count: number }[];
};

/** With the runs that differ, which are read only by who looks at them. */
export type ShadowFindings = { readonly result: ShadowResult; readonly runs: readonly ShadowedRun[] };

/** The newest shadow run of a promotion, as it is stored. */
export type Shadow = {
  /** `PR-1` */
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** The content and the live versions that it is about; of others it says nothing. */
  readonly basis: string;
  readonly by: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The server that is at it was alive then. */
  readonly aliveAt: number;
  /** Runs to look at, and those looked at. */
  readonly total: number;
  readonly looked: number;
  /** Why it ended without a result. */
  readonly failure: string | null;
  readonly result: ShadowResult | null;
};
