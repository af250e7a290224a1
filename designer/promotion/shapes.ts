import type { Deployments, Promotion, PromotionPolicy, PromotionPreview, PromotionSummary } from '../server/shapes.ts';

/** Shapes of the board, of deployments and of promotion requests, as the API answers them. */
export type CellState = 'live' | 'paused' | 'scheduled' | 'approval' | 'drifted' | 'blocked';

/** A flow, lookup or contract in one environment. */
export type BoardCell = {
  version: number | null;
  since: string | null;
  by: string | null;
  state: CellState | null;
  scheduledFor: string | null;
  /** The open request that would replace it. */
  promotion: string | null;
  runs24h: number;
  failed24h: number;
  openExceptions: number;
  /** By how many versions it is behind the environment before. */
  behind: number;
};

export type BoardFlow = {
  id: string;
  name: string;
  channel: string;
  draft: { changes: number; errors: number };
  latest: number | null;
  cells: Record<string, BoardCell>;
};

/** A lookup or a contract. */
export type BoardThing = {
  name: string;
  title: string;
  cells: Record<
    string,
    { version: number | null; changedAt: string | null; changedBy: string | null; state: CellState | null; behind: number }
  >;
};

export type Drift = {
  env: string;
  kind: 'flow' | 'lookup' | 'contract' | 'connection' | 'variable';
  name: string;
  words: string;
  at: string;
};
export type Board = { flows: BoardFlow[]; lookups: BoardThing[]; contracts: BoardThing[]; drift: Drift[] };

export type ItemKind = Suggestion['kind'];
export type ItemAsked =
  | { kind: 'flow'; flow: string; version: number }
  | { kind: 'lookup'; name: string }
  | { kind: 'contract'; name: string };
export type PromotionItem = Promotion['items'][number];
export type ItemHead = PromotionSummary['items'][number];
export type Part = PromotionItem['parts'][number];
export type PartKind = Part['part'];
export type PartChange = Part['changes'][number];
export type Gate = Promotion['gates'][number];
export type GateHead = PromotionSummary['gates'][number];
export type GateState = Gate['state'];
export type Verdict = Promotion['approvals'][number];
export type PromotionState = Promotion['state'];
export type Suggestion = PromotionPreview['suggested'][number];
export type Blackout = PromotionPolicy['blackouts'][number];
export type Day = NonNullable<PromotionPolicy['workingHours']>['days'][number];
export type DeploymentRow = Deployments['items'][number];
/** What runs of a flow in an environment just now. */
export type DeployedNow = Deployments['now'][number];
export type Configuration = NonNullable<DeploymentRow['configuration']>;
