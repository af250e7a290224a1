import type { WaitOutcome } from '@crossdock/nodes/contract/wait';
import type { Collection } from '../../store/store.ts';
import type { CallResult } from '../calls/settle-calls.ts';
import { type Asking, ended, endOf, failed, goesOn, type RequestFor } from './asking.ts';
import { openWait } from './open-wait.ts';
import { endWait } from './take-events.ts';
import type { WaitDocument } from './wait-documents.ts';

/** Stores what a person is asked, and reads what came of it. */
export async function askPerson(waits: Collection<WaitDocument>, asking: Asking<RequestFor<'approval'>>): Promise<CallResult> {
  const { request, now } = asking;
  const { title, text, role } = request;
  let wait = await openWait(waits, asking, { kind: 'approval', until: endOf(asking, request.timeoutSeconds), title, text, role });
  const isOver = wait.until !== null && wait.until <= now;
  if (wait.state === 'open' && isOver) wait = (await endWait(waits, wait, { state: 'timed out', settledAt: now })).wait;
  const shown = { title: wait.title, role: wait.role, id: wait.id };
  switch (wait.state) {
    case 'open':
      return goesOn(asking, wait.until, shown);
    case 'approved':
    case 'rejected': {
      const at = new Date(wait.settledAt ?? now).toISOString();
      return ended(asking, { outcome: wait.state, by: wait.decidedBy ?? '', at, comment: wait.comment } satisfies WaitOutcome, shown);
    }
    case 'timed out':
      return ended(asking, { outcome: 'timed out' }, shown);
    default:
      return failed(asking, {
        code: 'WAIT_CLOSED',
        message: 'The question was withdrawn because its run was cancelled. Replay the run to ask again.',
      });
  }
}
