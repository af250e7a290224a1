import type { QueuedRun } from '../run-queue.ts';

/** The BullMQ queue of a lane: its name with what BullMQ or a Redis key would take amiss written as %XX. */
export function queueName(lane: string): string {
  return encodeURIComponent(lane).replaceAll('*', '%2A') || '%';
}

/** `runId-dispatch`, which holds all that a job is. BullMQ refuses ids with a colon and those of digits only. */
export function jobId({ runId, dispatch }: QueuedRun): string {
  return `${runId.replaceAll('%', '%25').replaceAll(':', '%3A')}-${dispatch}`;
}

/** Back from the id; undefined when it is none of ours. */
export function queuedRun(lane: string, id: string | undefined): QueuedRun | undefined {
  const [, runId, dispatch] = id?.match(/^(.+)-(\d+)$/s) ?? [];
  if (runId === undefined || dispatch === undefined) return undefined;
  return { runId: runId.replaceAll('%3A', ':').replaceAll('%25', '%'), lane, dispatch: Number(dispatch) };
}
