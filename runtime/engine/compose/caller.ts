/** Of a run that another flow's run started: who waits for it, and how deep calls lie in each other. */
export type CallerOfRun = {
  readonly run: string;
  readonly node: string;
  readonly item: string;
  /** 1: called by a run that nobody called. */
  readonly depth: number;
  /** Whether the caller waits for the end. */
  readonly isWaiting: boolean;
};

/** Calls in a row; one more is refused, because it can only be a circle. */
export const deepestCall = 20;
