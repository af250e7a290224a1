import type { RunService, RunSummary } from '../../engine/run-service.ts';
import type { ShadowSubject } from './shadow-subjects.ts';

/** A run on the version that is live, and the flow it is of. */
export type PastRun = { readonly summary: RunSummary; readonly subject: ShadowSubject };

/** Runs that are looked through for one that counts. */
const perRun = 5;
const pageSize = 200;

/** The newest messages that came in from outside and have ended, of all these flows together. */
export async function pastRuns(
  subjects: readonly ShadowSubject[],
  { env, most }: { readonly env: string; readonly most: number },
  runs: Pick<RunService, 'list'>,
): Promise<readonly PastRun[]> {
  const found = await Promise.all(subjects.map((subject) => runsOf(subject, env, most, runs)));
  return found
    .flat()
    .sort((a, b) => b.summary.createdAt.localeCompare(a.summary.createdAt))
    .slice(0, most);
}

async function runsOf(subject: ShadowSubject, env: string, most: number, runs: Pick<RunService, 'list'>): Promise<readonly PastRun[]> {
  const found: PastRun[] = [];
  let seen = 0;
  let after: string | undefined;
  do {
    const page = await runs.list({
      env,
      flow: subject.before.id,
      status: ['done', 'partial', 'failed'],
      isTest: false,
      limit: Math.min(most, pageSize),
      ...(after !== undefined && { after }),
    });
    for (const summary of page.items) if (counts(summary, subject)) found.push({ summary, subject });
    seen += page.items.length;
    after = page.next ?? undefined;
  } while (after !== undefined && found.length < most && seen < most * perRun);
  return found.slice(0, most);
}

/** Replays and what a run started itself are not messages of their own. */
function counts({ flow, kind, replayOf }: RunSummary, { before }: ShadowSubject): boolean {
  return flow.version === before.version && replayOf === null && (kind === 'message' || kind === 'call');
}
