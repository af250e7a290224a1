import type { Finding, Outcome } from './judge/judge.ts';

/** Characters of JSON that the data of one case may have; past it lists are cut. */
const limit = 400_000;
/** Entries of one list that are shown. */
const entries = 50;

/** What came of a case as the report shows it: bounded, so that a case of thousands of records does not fill the screen and the line. */
export function shownData({ outputs, requests, errors }: Pick<Outcome, 'outputs' | 'requests' | 'errors'>) {
  let room = limit;
  let isCut = false;
  const bounded = (lists: Readonly<Record<string, readonly unknown[]>>) =>
    Object.fromEntries(
      Object.entries(lists).map(([key, list]) => {
        const shown: unknown[] = [];
        for (const entry of list) {
          const size = JSON.stringify(entry)?.length ?? 0;
          if (shown.length >= entries || size > room) {
            isCut = true;
            break;
          }
          room -= size;
          shown.push(entry);
        }
        return [key, shown];
      }),
    );
  return {
    requests: bounded(requests),
    outputs: bounded(outputs),
    errors: Object.fromEntries(Object.entries(errors).map(([key, codes]) => [key, codes.slice(0, entries)])),
    isCut,
  };
}

/** Characters of JSON of a value that a finding shows. */
const valueLimit = 100_000;

/** A finding without what is too big to be shown; its sentence says the beginning. */
export function shownFinding({ expected, found, ...finding }: Finding) {
  return { ...finding, path: [...finding.path], ...(fits(expected) && { expected }), ...(fits(found) && { found }) };
}

function fits(value: unknown): boolean {
  return value !== undefined && (JSON.stringify(value)?.length ?? 0) <= valueLimit;
}
