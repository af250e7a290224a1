import type { Session } from '../access/sessions.ts';
import type { Services } from './services.ts';

type Use = { readonly flow: string };

/** Of the flows that use something those that the one who asks may see, and how many there are beyond them. Each flow is looked up once. */
export function usersSeenBy(session: Session, { flows }: Pick<Services, 'flows'>) {
  const seesAll = session.may('flows.read', { channel: null });
  const known = new Map<string, Promise<boolean>>();
  const isSeen = (flow: string) => {
    const found = known.get(flow) ?? flows.channelOf(flow).then((channel) => session.may('flows.read', { channel }));
    known.set(flow, found);
    return found;
  };
  return async <T extends Use>(uses: readonly T[]): Promise<{ readonly seen: readonly T[]; readonly others: number }> => {
    if (seesAll) return { seen: uses, others: 0 };
    const isEach = await Promise.all(uses.map(({ flow }) => isSeen(flow)));
    const seen = uses.filter((_, i) => isEach[i]);
    return { seen, others: new Set(uses.flatMap(({ flow }, i) => (isEach[i] ? [] : [flow]))).size };
  };
}
