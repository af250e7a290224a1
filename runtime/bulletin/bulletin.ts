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
 * `deployments`, `environments`, `connections`, `lookups`, `contracts`: reload them. `tokens`: id of a connection whose token was renewed. `traffic`: id of a connection whose calls are held back or let through again. `watching`, `runs`: what screens of one process follow, and the live changes that others know of it. `settled`: ids of runs whose answer, end or next try was stored, separated
 * by spaces. `due`: a run became due. `lanes`: there is a new one. `cancel`: the id of a run that is to end. `edits`: a draft was changed; which, to what revision, by whom. `activity`: runs that ended, counted by flow and hour. `access`: somebody may have lost access. `presence`: who has which flow open, and where. `promotions`: one was changed; which, and its state.
 */
export type Topic =
  | 'deployments'
  | 'environments'
  | 'variables'
  | 'connections'
  | 'keys'
  | 'lookups'
  | 'contracts'
  | 'traffic'
  | 'tokens'
  | 'watching'
  | 'runs'
  | 'settled'
  | 'due'
  | 'lanes'
  | 'cancel'
  | 'edits'
  | 'activity'
  | 'access'
  | 'presence'
  | 'promotions';
