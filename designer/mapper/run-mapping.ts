import { placeLines } from '@crossdock/flows/mapping/place-lines';
import { client, reply } from '../server/client.ts';
import type { StepPreview } from '../server/shapes.ts';

export type LineFailure = { readonly code: string; readonly message: string; readonly samples: readonly number[] };

export type MappingRun = {
  /** By sample; undefined: nothing could be made of it. */
  readonly results: readonly (unknown | undefined)[];
  /** Whether a run would lose the sample. */
  readonly failed: readonly boolean[];
  /** What failed, by the line's place in the configuration; '' where no line can be named. */
  readonly failures: ReadonlyMap<string, LineFailure>;
};

type MapNode = { readonly type: string; readonly version: number; readonly config: Record<string, unknown>; readonly id: string };

/** So many failing lines are set aside to see what the others give. */
const rounds = 12;

/**
 * What a mapping makes of samples. A line that fails takes its record with it in a run; here it is set aside and told, so that all other fields can
 * still be seen.
 */
export async function runMapping(env: string, node: MapNode, samples: readonly unknown[], signal: AbortSignal): Promise<MappingRun> {
  const results: (unknown | undefined)[] = samples.map(() => undefined);
  const failed = samples.map(() => false);
  const failures = new Map<string, LineFailure>();
  const note = (at: string, code: string, message: string, indexes: readonly number[]) => {
    const known = failures.get(at);
    failures.set(at, known ? { ...known, samples: [...new Set([...known.samples, ...indexes])] } : { code, message, samples: indexes });
  };
  /** By sample: a line that fails on one may give what it should on another. */
  const asides = samples.map(() => new Set<string>());
  let open = samples.map((_, index) => index);
  for (let round = 0; round < rounds && open.length > 0; round++) {
    const groups = Map.groupBy(open, (index) => [...(asides[index] ?? [])].sort().join(' '));
    const next: number[] = [];
    for (const group of groups.values()) {
      const aside = asides[group[0] ?? 0] ?? new Set<string>();
      const fail = (indexes: readonly number[], path: string | null, code: string, message: string) => {
        const at = lineAt(path, node.config.fields, aside);
        note(at ?? '', code, message, indexes);
        for (const index of indexes) failed[index] = true;
        return at;
      };
      const { contract: _, shape: __, ...config } = node.config;
      const body = {
        env,
        node: { ...node, config: { ...config, fields: without(config.fields, aside) } },
        inputs: { in: group.map((index) => samples[index]) as never[] },
      };
      const answer = await reply<StepPreview>(client.POST('/api/steps/preview', { body, signal }));
      const found: [number, string][] = [];
      if (answer.ok) {
        for (const { json, from } of answer.outputs.out ?? []) {
          const index = group[from[0] ?? -1];
          if (index !== undefined) results[index] = json;
        }
        for (const failure of answer.failed) {
          const index = group[failure.index];
          const at = index === undefined ? null : fail([index], failure.path, failure.code, failure.message);
          if (index !== undefined && at !== null) found.push([index, at]);
        }
      } else {
        const at = fail(group, answer.error.path, answer.error.code, answer.error.message);
        if (at !== null) found.push(...group.map((index): [number, string] => [index, at]));
      }
      for (const [index, at] of found) {
        asides[index] = new Set([...(asides[index] ?? []), at]);
        next.push(index);
      }
    }
    open = next;
  }
  return { results, failed, failures };
}

/** An error without the place in the configuration, which stands beside it already. */
export function plainMessage(message: string): string {
  return message.replace(/^fields(\[\d+\]|\.\w+)*: /, '');
}

/** The line an error means: by its place in the configuration that was sent, or by its target. */
function lineAt(path: string | null, fields: unknown, aside: ReadonlySet<string>): string | null {
  if (path === null) return null;
  const placed = placeLines(fields);
  const dotted = path.replaceAll(/\[(\d+)\]/g, '.$1');
  const sent = dotted.startsWith('fields.') ? original(dotted, aside) : null;
  const found =
    sent === null ? placed.find((line) => line.path === path) : placed.filter(({ at }) => sent === at || sent.startsWith(`${at}.`)).at(-1);
  return found === undefined || aside.has(found.at) ? null : found.at;
}

/** A place in what was sent, as it stands in the document: lines set aside before it are counted in again. */
function original(path: string, aside: ReadonlySet<string>): string {
  const names = path.split('.');
  let at = '';
  for (const name of names) {
    if (!/^\d+$/.test(name)) {
      at = at === '' ? name : `${at}.${name}`;
      continue;
    }
    let index = Number(name);
    for (let i = 0; i <= index; i++) if (aside.has(`${at}.${i}`)) index += 1;
    at = `${at}.${index}`;
  }
  return at;
}

function without(fields: unknown, aside: ReadonlySet<string>, at = 'fields'): unknown {
  if (!Array.isArray(fields) || aside.size === 0) return fields;
  return fields.flatMap((line: unknown, index) => {
    const here = `${at}.${index}`;
    if (aside.has(here)) return [];
    if (line === null || typeof line !== 'object' || !('fields' in line)) return [line];
    return [{ ...line, fields: without(line.fields, aside, `${here}.fields`) }];
  });
}
