import { type GateCheck, type GateSubject, looksAtNothing, passes, warns } from './gate.ts';
import { counted, listed } from './words.ts';

const day = 86_400_000;
/** Runs that are looked through for one flow. */
const lookedThrough = 2_000;

/** Enough successful runs of this very version in the source. */
export const evidenceGate: GateCheck = {
  id: 'evidence',
  title: 'Evidence',
  async check(subject) {
    const { flows, from, policy } = subject;
    const { evidenceRuns, evidenceDays } = policy;
    if (flows.length === 0) return looksAtNothing('no flow moves');
    if (evidenceRuns === 0) return looksAtNothing('none asked for');
    const counts = await Promise.all(flows.map(async (flow) => ({ flow, runs: await successfulRuns(subject, flow.id, flow.version) })));
    const few = counts.filter(({ runs }) => runs < evidenceRuns);
    const least = Math.min(...counts.map(({ runs }) => runs));
    const [first] = few;
    if (!first) return passes(`${counted(least, 'run')} in ${from} in ${counted(evidenceDays, 'day')}`);
    return warns(
      few.length === 1 && counts.length === 1
        ? `${first.runs} of ${counted(evidenceRuns, 'run')} in ${from}`
        : `too few runs of ${listed(few.map(({ flow }) => flow.name))}`,
      `Send ${first.flow.name}@${first.flow.version} in ${from} ${counted(evidenceRuns - first.runs, 'more message')} that ${evidenceRuns - first.runs === 1 ? 'goes' : 'go'} through, or let an admin pass this with a reason.`,
      few.map(({ flow, runs }) => ({
        text: `${flow.name}@${flow.version}: ${counted(runs, 'successful run')} in ${from} in the last ${counted(evidenceDays, 'day')}`,
        link: `/runs?env=${from}&flow=${flow.id}`,
      })),
      true,
    );
  },
};

async function successfulRuns({ from, policy, resources }: GateSubject, flow: string, version: number): Promise<number> {
  const since = resources.clock.now() - policy.evidenceDays * day;
  let found = 0;
  let seen = 0;
  let after: string | undefined;
  do {
    const page = await resources.runs.list({
      env: from,
      flow,
      status: ['done'],
      isTest: false,
      from: since,
      limit: 200,
      ...(after !== undefined && { after }),
    });
    found += page.items.filter((run) => run.flow.version === version).length;
    seen += page.items.length;
    after = page.next ?? undefined;
  } while (after !== undefined && found < policy.evidenceRuns && seen < lookedThrough);
  return found;
}
