/** What is known of a process that has not answered for a while. Times in milliseconds. */
export type Silence = {
  /** Since the last sign of life. */
  readonly waitedMs: number;
  /** The limit of the first call in flight. */
  readonly timeoutMs: number;
  /** So long a call may keep others waiting. */
  readonly patienceMs: number;
  /** How many calls may have begun; with one it is known which call is running. */
  readonly begun: number;
  /** Whether calls wait that this process keeps from running. */
  readonly othersWait: boolean;
  /** Whether one more process may go on with a single call. */
  readonly mayGoApart: boolean;
  /** Whether the process works for the suspects, which have nowhere else to go. */
  readonly isSuspects: boolean;
};

/**
 * `wait`: not yet. `stop`: the running call is over its limit, and it is known which. `divide`: end the process and repeat what may have begun, one by one.
 * `apart`: the running call keeps its process for itself. `later`: end the process; the running call begins again among the suspects.
 */
export type Verdict = 'wait' | 'stop' | 'divide' | 'apart' | 'later';

export function verdictOn(silence: Silence): Verdict {
  const { waitedMs, timeoutMs, begun, othersWait } = silence;
  if (waitedMs >= timeoutMs) return begun === 1 ? 'stop' : 'divide';
  if (waitedMs < silence.patienceMs || !othersWait) return 'wait';
  if (begun > 1) return 'divide';
  if (silence.mayGoApart) return 'apart';
  return silence.isSuspects ? 'wait' : 'later';
}
