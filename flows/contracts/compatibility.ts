import type { ChangeKind, Direction, SchemaChange } from './compare-schemas.ts';

/**
 * What the next version of a contract may change. `backward`: documents of the version before fit it, so readers can move first. `forward`: its documents fit the
 * version before, so writers can move first. `full`: both. `none`: anything.
 */
export const compatibilityModes = ['none', 'backward', 'forward', 'full'] as const;
export type Compatibility = (typeof compatibilityModes)[number];

/** A change that the mode does not allow, and what to do. */
export type Incompatibility = Pick<SchemaChange, 'path' | 'message'> & { readonly breaks: readonly Direction[]; readonly remedy: string };

/** The changes that keep a version from being made. Pure. */
export function incompatibilities(mode: Compatibility, changes: readonly SchemaChange[]): readonly Incompatibility[] {
  return changes.flatMap(({ path, message, breaks, what }) => {
    const broken = breaks.filter((direction) => mode === 'full' || mode === direction);
    const [first] = broken;
    return first ? [{ path, message, breaks: broken, remedy: remedies[what][first] }] : [];
  });
}

const remedies: Readonly<Record<ChangeKind, Readonly<Record<Direction, string>>>> = {
  removed: {
    backward: 'Keep it, or allow other fields: documents of the version before still carry it.',
    forward: 'Keep it in this version as optional, and remove it in the next one: readers of the version before need it.',
  },
  'new required': {
    backward: 'Make it optional: documents of the version before do not have it.',
    forward: 'Leave it out: readers of the version before take no other fields.',
  },
  'new optional': {
    backward: 'Leave it out.',
    forward: 'Allow other fields in a version of its own first: readers of the version before take none.',
  },
  required: { backward: 'Leave it optional: documents of the version before may lack it.', forward: 'Leave it optional.' },
  optional: { backward: 'Leave it required.', forward: 'Leave it required: readers of the version before count on it.' },
  type: {
    backward: 'Take the type of the version before as well.',
    forward: 'Keep the type: readers of the version before take no other.',
  },
  'fewer values': {
    backward: 'Keep the values in the list: documents of the version before carry them.',
    forward: 'Keep the values in the list.',
  },
  'more values': { backward: 'Leave them out.', forward: 'Leave them out: readers of the version before do not know them.' },
  closed: { backward: 'Allow other fields: documents of the version before may have some.', forward: 'Allow other fields.' },
  opened: { backward: 'Allow no other fields.', forward: 'Allow no other fields: readers of the version before take none.' },
  rule: {
    backward: 'Keep the rule as it was: documents of the version before may not fit this one.',
    forward: 'Keep the rule as it was: readers of the version before hold documents against it.',
  },
};
