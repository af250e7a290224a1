/** The entries of a record in their order. */
type Entries = readonly (readonly [string, unknown])[];

/** Whether a name, as it is being typed, is one of the others. Case does not tell headers apart. */
export function isTaken(name: string, others: readonly string[]): boolean {
  const wanted = name.trim().toLowerCase();
  return wanted !== '' && others.some((other) => other.toLowerCase() === wanted);
}

/** The record with one name changed, in its place. */
export function renamed(entries: Entries, from: string, to: string): Entries {
  return entries.map(([name, value]) => [name === from ? to : name, value] as const);
}

/** Pasted pairs, put in at a position: a name that is there already gets the new value, an unnamed row gives way. */
export function joined(entries: Entries, at: number, pairs: Entries): Entries {
  const incoming = new Map(pairs);
  const isPlaceholder = ([name, value]: readonly [string, unknown]) => /^name-\d+$/.test(name) && (value === '' || value === undefined);
  const kept = entries.map(([name, value]) => [name, incoming.has(name) ? incoming.get(name) : value] as const);
  const added = [...incoming].filter(([name]) => name !== '' && !entries.some(([known]) => known === name));
  const current = kept[at];
  return kept.toSpliced(current && isPlaceholder(current) ? at : at + 1, current && isPlaceholder(current) ? 1 : 0, ...added);
}

/** A name that no entry has, for a row whose name is still to be given. */
export function freeName(names: readonly string[]): string {
  for (let n = 1; ; n++) if (!names.includes(`name-${n}`)) return `name-${n}`;
}
