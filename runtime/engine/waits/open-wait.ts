import { hash } from 'node:crypto';
import { type Collection, DuplicateKey } from '../../store/store.ts';
import type { Asking } from './asking.ts';
import type { WaitDocument } from './wait-documents.ts';

type Wanted = Pick<WaitDocument, 'kind' | 'until'> & Partial<Pick<WaitDocument, 'match' | 'take' | 'title' | 'text' | 'role'>>;

/** Stores the wait of an item, or finds the one it stored before a crash. */
export async function openWait(
  waits: Collection<WaitDocument>,
  { run, pending, nodeId, now }: Asking,
  wanted: Wanted,
): Promise<WaitDocument> {
  const flow = run.plan.flow.id;
  const document: WaitDocument = {
    id: `w_${hash('sha256', `${run.id}\n${nodeId}\n${pending.item}`, 'hex').slice(0, 32)}`,
    env: run.env,
    flow,
    runId: run.id,
    nodeId,
    item: pending.item,
    step: `${flow}/${nodeId}`,
    match: null,
    since: now,
    state: 'open',
    settledAt: null,
    take: 0,
    taken: '[]',
    title: '',
    text: '',
    role: '',
    shownKeys: run.shownKeys,
    decidedBy: null,
    comment: '',
    wakeAt: null,
    version: 0,
    ...wanted,
  };
  const known = await waits.get(document.id);
  if (known) return known;
  try {
    await waits.insert(document);
    return document;
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    return (await waits.get(document.id)) ?? document;
  }
}
