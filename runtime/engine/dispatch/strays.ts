import type { Collection, Page } from '../../store/store.ts';
import type { RunDocument } from '../run/run-document.ts';

type Stray = Pick<RunDocument, 'id' | 'token' | 'dispatch' | 'env' | 'lane' | 'priority'>;
const needed = ['id', 'token', 'dispatch', 'env', 'lane', 'priority'] as const;
const pageSize = 1000;

/**
 * Finds runs that the store has as this process's own and that it does not have: the store was away when they should have been handed back, or it took them in
 * and its answer was lost. Nobody else would, because the process lives.
 */
export type Strays = {
  /** Hands back what was missing here at the look before as well; so what is just being taken up is left alone. Resolves to how many. */
  look(): Promise<number>;
};

export function createStrays(given: {
  readonly runs: Collection<RunDocument>;
  readonly workerId: () => string;
  readonly isHere: (runId: string) => boolean;
  readonly handBack: (run: Stray) => Promise<unknown>;
}): Strays {
  /** `id/token` of what was missing at the last look. */
  let missed: ReadonlySet<string> = new Set();

  async function missing(): Promise<readonly Stray[]> {
    const found: Stray[] = [];
    let after: string | null = null;
    do {
      const page: Page<RunDocument> = await given.runs.find({ where: { owner: given.workerId() }, limit: pageSize, after, select: needed });
      found.push(...page.items.filter(({ id }) => !given.isHere(id)));
      after = page.next;
    } while (after !== null);
    return found;
  }

  return {
    async look() {
      const found = await missing();
      const nameOf = ({ id, token }: Stray) => `${id}/${token}`;
      const strays = found.filter((run) => missed.has(nameOf(run)));
      missed = new Set(found.map(nameOf));
      await Promise.all(strays.map(given.handBack));
      return strays.length;
    },
  };
}
