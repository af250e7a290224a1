/** A rollout that goes back by itself when too many runs of the version that comes fail. */
export type StopWhen = {
  /** Of the ended runs, 1 to 100. */
  readonly failedPercent: number;
  /** Fewer ended runs say nothing yet. */
  readonly atLeast: number;
};

/** What somebody asks for who lets a version come gradually. */
export type RolloutRequest = {
  /** Per cent of the messages, 1 to 99. */
  readonly share: number;
  /** null: only people take it back. */
  readonly stopWhen: StopWhen | null;
};

/** A version that comes beside the one that is live, with its share of the messages. */
export type Rollout = {
  readonly version: number;
  /** Per cent of the messages, 1 to 99. */
  readonly share: number;
  /** When it began, ms. */
  readonly since: number;
  readonly by: string;
  readonly why: string;
  /** Of the line in the history with which it began. */
  readonly number: number;
  readonly promotion: string | null;
  readonly stopWhen: StopWhen | null;
};

/** Ended runs of one version since a rollout began. */
export type SideCounts = { readonly runs: number; readonly failed: number };

/** Whether the version that comes takes the messages of this key. A key that has gone over stays when the share grows. The same in every flow. */
export function takesNew(key: string, share: number): boolean {
  return percentOf(key) < share;
}

/** 0 to under 100, evenly spread and always the same for a key: FNV-1a (draft-eastlake-fnv) with the finalizer of MurmurHash3, over UTF-16 units. */
export function percentOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return ((hash >>> 0) / 0x1_0000_0000) * 100;
}

/** Whether so many have failed that the rollout is to go back. */
export function failsTooOften({ runs, failed }: SideCounts, stopWhen: StopWhen | null): boolean {
  return stopWhen !== null && runs >= stopWhen.atLeast && failed > 0 && failed * 100 >= stopWhen.failedPercent * runs;
}
