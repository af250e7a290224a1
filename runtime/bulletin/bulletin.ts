/**
 * Tells the other processes of an installation that something changed. Best effort and never the truth: whoever must not miss anything looks into the
 * store as well. A process hears its own words too.
 */
export type Bulletin = {
  /** Never waits and never throws: what cannot be told is found by looking. */
  publish(topic: Topic, text: string): void;
  /** Returns the way to stop. */
  subscribe(topic: Topic, listener: (text: string) => void): () => void;
  close(): Promise<void>;
};

/**
 * `deployments`, `connections`: reload them. `traffic`: id of a connection whose calls are held back or let through again. `runs`: JSON of a batch of live changes. `settled`: ids of runs whose answer, end or next try was stored, separated
 * by spaces. `due`: a run became due.
 */
export type Topic = 'deployments' | 'connections' | 'traffic' | 'runs' | 'settled' | 'due';
