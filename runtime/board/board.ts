export type CellState =
  /** It runs. */
  | 'live'
  | 'paused'
  /** A deployment is to come. */
  | 'scheduled'
  /** Somebody asked for another version, and it is not decided. */
  | 'approval'
  /** Another version gets a share of its messages. */
  | 'rollout'
  /** Something of it was changed there by hand. */
  | 'drifted'
  /** A scheduled deployment did not happen, or a rollout went back by itself. */
  | 'blocked';

/** A flow in an environment. */
export type FlowCell = {
  readonly version: number | null;
  /** The version that comes beside it, with its share in per cent; null: none does. */
  readonly coming: { readonly version: number; readonly share: number } | null;
  readonly since: string | null;
  readonly by: string | null;
  readonly state: CellState | null;
  readonly scheduledFor: string | null;
  /** The open request that would bring another version; else the one that brought this. */
  readonly promotion: string | null;
  /** These three are null for who has no role there. */
  readonly runs24h: number | null;
  readonly failed24h: number | null;
  readonly openExceptions: number | null;
  /** By how many versions it is behind the environment before; the first one behind what is published. */
  readonly behind: number;
};

export type FlowLine = {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly draft: { readonly changes: number; readonly errors: number };
  readonly latest: number | null;
  /** Where it is known. */
  readonly cells: Readonly<Record<string, FlowCell>>;
};

/** A lookup or a contract in an environment. */
export type ThingCell = {
  readonly version: number | null;
  /** Of a lookup; of a contract 0. */
  readonly rows: number;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  readonly state: CellState | null;
  /** Of a lookup: 1 when the environment before has other rows. */
  readonly behind: number;
};

export type ThingLine = { readonly name: string; readonly title: string; readonly cells: Readonly<Record<string, ThingCell>> };

export type DriftKind = 'flow' | 'lookup' | 'contract' | 'connection' | 'variable' | 'environment';

/** What was put into an environment by a promotion or deployment and was changed there since. */
export type DriftLine = {
  readonly env: string;
  readonly kind: DriftKind;
  readonly name: string;
  readonly words: string;
  readonly at: string;
};

/** What runs where, in one look. */
export type Board = {
  readonly flows: readonly FlowLine[];
  readonly lookups: readonly ThingLine[];
  readonly contracts: readonly ThingLine[];
  readonly drift: readonly DriftLine[];
};
