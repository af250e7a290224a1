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

export type May = { may: boolean; why: string | null };
export type ItemKind = 'flow' | 'lookup' | 'contract';
export type ItemAsked =
  | { kind: 'flow'; flow: string; version: number }
  | { kind: 'lookup'; name: string }
  | { kind: 'contract'; name: string };

export type PartChange = { path: string; words: string; before?: unknown; after?: unknown };
export type PartKind = 'flow' | 'mapping' | 'decision table' | 'lookup' | 'contract' | 'connection binding' | 'variables' | 'schedule';
export type Part = { part: PartKind; title: string; words: string; changes: PartChange[] };
export type ItemHead = {
  kind: ItemKind;
  /** The id of a flow, the name of a lookup or contract. */
  name: string;
  title: string;
  version: number;
  replaces: number | null;
  since: string | null;
};
export type PromotionItem = ItemHead & { parts: Part[] };

export type GateState = 'pass' | 'warn' | 'fail' | 'running' | 'not-run';
export type GateHead = {
  id: string;
  title: string;
  state: GateState;
  canOverride: boolean;
  overridden: { by: string; at: string; why: string } | null;
};
export type Gate = GateHead & {
  fact: string;
  remedy: string | null;
  details: { text: string; path?: string | undefined; link?: string | undefined }[];
};

export type Verdict = { by: string; at: string; verdict: 'approved' | 'rejected'; note: string; counts: boolean; why: string | null };
export type PromotionState =
  | 'open'
  | 'approved'
  | 'scheduled'
  | 'deploying'
  | 'deployed'
  | 'rejected'
  | 'withdrawn'
  | 'expired'
  | 'failed'
  | 'rolled-back';

export type Blackout = { title: string; from: string; to: string; channels: string[] | 'all' };
export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export type PromotionPolicy = {
  isGuarded: boolean;
  approvals: number;
  role: 'approver' | 'admin';
  notAuthor: boolean;
  evidenceRuns: number;
  evidenceDays: number;
  expiresDays: number;
  workingHours: { zone: string; days: Day[]; from: string; to: string } | null;
  blackouts: Blackout[];
};

type PromotionHead = {
  id: string;
  title: string;
  from: string;
  to: string;
  state: PromotionState;
  policy: PromotionPolicy;
  approvals: Verdict[];
  author: string;
  note: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  scheduledFor: string | null;
  isAutomatic: boolean;
  deployed: { at: string; by: string } | null;
  rolledBack: { at: string; by: string; why: string } | null;
  failure: string | null;
  mayApprove: May;
  mayDeploy: May;
  mayReject: May;
  mayWithdraw: May;
  mayRollback: May;
};
export type PromotionSummary = PromotionHead & { items: ItemHead[]; gates: GateHead[] };
export type Promotion = PromotionHead & {
  items: PromotionItem[];
  gates: Gate[];
  gatesCheckedAt: string | null;
  comments: { by: string; at: string; text: string; asksForChanges: boolean }[];
  content: string;
  running: number;
};

export type DeploymentRow = {
  number: number;
  env: string;
  version: number | null;
  since: string;
  until: string | null;
  by: string;
  why: string;
  promotion: string | null;
  kind: 'deploy' | 'rollback' | 'withdraw' | 'pause' | 'resume';
  configuration: {
    variables: Record<string, unknown>;
    lookups: Record<string, number>;
    contracts: string[];
    connections: string[];
  };
};

export type DeploymentsHere = {
  items: DeploymentRow[];
  now: {
    version: number;
    since: string;
    by: string;
    paused: { mode: 'refuse' | 'queue'; why: string; by: string; at: string; until: string | null } | null;
    scheduled: { version: number; at: string; by: string; why: string } | null;
  } | null;
};

export type Suggestion = { kind: ItemKind; name: string; title: string; version: number; why: string };
export type PromotionPreview = {
  from: string;
  to: string;
  items: PromotionItem[];
  suggested: Suggestion[];
  policy: PromotionPolicy;
  running: number;
  problems: string[];
};
