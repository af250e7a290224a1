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

/** Pasted pairs, put in behind a position: a name that is there already gets the new value and keeps its place. */
export function joined(entries: Entries, at: number, pairs: Entries): Entries {
  const incoming = new Map(pairs);
  const kept = entries.map(([name, value]) => [name, incoming.has(name) ? incoming.get(name) : value] as const);
  const added = [...incoming].filter(([name]) => name !== '' && !entries.some(([known]) => known === name));
  return kept.toSpliced(at + 1, 0, ...added);
}
