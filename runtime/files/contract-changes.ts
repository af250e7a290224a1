import { compareSchemas } from '@crossdock/flows/contracts/compare-schemas';
import { compareKind, type KindPlan } from './changes.ts';
import { contractText } from './contract-file.ts';
import { pathOf } from './layout.ts';
import type { PlanDetail } from './plan.ts';
import type { ContractPart } from './setup.ts';

type Contracts = ReadonlyMap<string, ContractPart>;

/** Versions that come; none ever changes or goes, because other environments and old runs read by them. */
export function contractChanges(before: Contracts, after: Contracts): KindPlan {
  const { changes, same } = compareKind(before, after, {
    kind: 'contract',
    pathOf: pathOf.contract,
    textOf: contractText,
    prunes: false,
    created(name, part) {
      const older = versionBefore(name, before, after);
      if (!older) return { title: part.title, words: 'is new' };
      const details = schemaDetails(older.part.schema, part.schema);
      const breaking = details.filter(({ isBreaking }) => isBreaking).length;
      return { title: part.title, words: breaking > 0 ? `is new, and breaks ${older.name}` : `is new, and fits ${older.name}`, details };
    },
    // Refused as a need: see contractNeeds.
    changed: (_, old, next) => ({
      title: next.title,
      words: 'differs from the published version',
      details: schemaDetails(old.schema, next.schema),
    }),
    removed: () => ({ words: 'stays' }),
  });
  return { changes: changes.filter(({ action }) => action === 'create'), left: [], same };
}

function schemaDetails(before: ContractPart['schema'], after: ContractPart['schema']): PlanDetail[] {
  return compareSchemas(before, after).map(({ path, kind, message }) => ({
    words: `${path === '' ? 'the document' : path} ${message}`,
    path,
    isBreaking: kind === 'breaking',
  }));
}

function versionBefore(name: string, before: Contracts, after: Contracts): { readonly name: string; readonly part: ContractPart } | null {
  const [subject, number] = [name.slice(0, name.indexOf('@')), numberOf(name)];
  const all = new Map([...after, ...before]);
  const older = [...all]
    .filter(([other]) => other.startsWith(`${subject}@`) && numberOf(other) < number)
    .sort(([a], [b]) => numberOf(b) - numberOf(a))[0];
  return older ? { name: older[0], part: older[1] } : null;
}

function numberOf(name: string): number {
  return Number(name.slice(name.indexOf('@') + 1));
}
