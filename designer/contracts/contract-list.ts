import type { Contract } from '../server/shapes.ts';

/** A contract by subject: its newest version, and those before it. */
export type ContractEntry = { readonly newest: Contract; readonly older: readonly Contract[] };

/** Canonical and own contracts apart, each subject once; only those whose name or title holds the text. */
export function contractList(
  contracts: readonly Contract[],
  text: string,
): { readonly canonical: readonly ContractEntry[]; readonly own: readonly ContractEntry[] } {
  const wanted = text.trim().toLowerCase();
  const bySubject = new Map<string, Contract[]>();
  for (const contract of contracts) {
    if (wanted !== '' && !contract.name.includes(wanted) && !contract.title.toLowerCase().includes(wanted)) continue;
    bySubject.set(contract.subject, [...(bySubject.get(contract.subject) ?? []), contract]);
  }
  const entries = [...bySubject.values()].flatMap((versions): ContractEntry[] => {
    const [newest, ...older] = versions.toSorted((a, b) => b.version - a.version);
    return newest ? [{ newest, older }] : [];
  });
  return {
    canonical: entries.filter(({ newest }) => newest.origin === 'canonical'),
    own: entries.filter(({ newest }) => newest.origin === 'own'),
  };
}
