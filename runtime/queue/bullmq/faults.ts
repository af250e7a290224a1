/**
 * `away`: the connection is, and comes back by itself. `forgotten`: Redis no longer knows the job that ended or is under way. `refused`: anything else, such as an
 * answer that its memory is full.
 */
export type WorkerFault = 'away' | 'forgotten' | 'refused';

const forgotten = /missing (lock|key) for job|not in the active state|could not renew lock/i;
const away =
  /connection (is closed|lost)|closed unexpectedly|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|timed out|socket timeout|stream isn't writeable|max retries per request/i;

/** What BullMQ's and ioredis's errors mean for the queue. */
export function faultOf(error: Error): WorkerFault {
  const words = `${error.name} ${error.message}`;
  if (forgotten.test(words)) return 'forgotten';
  return away.test(words) ? 'away' : 'refused';
}
