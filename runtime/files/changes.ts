import { differences } from '@crossdock/flows/diff/differences';
import { compareText } from '@crossdock/flows/document/compare-text';
import { formatPath } from '@crossdock/flows/document/path';
import { pathWords } from '@crossdock/flows/document/words';
import { hashOf } from './hash.ts';
import type { PlanChange, PlanDetail, PlanKind } from './plan.ts';

/** Differences of one thing that are listed. */
export const listed = 40;

/** What one kind of thing becomes: its changes, what stays although the files do not have it, and how many are as they should be. */
export type KindPlan = { readonly changes: readonly PlanChange[]; readonly left: readonly string[]; readonly same: number };

export type Described = {
  readonly title?: string;
  readonly words: string;
  readonly details?: readonly PlanDetail[];
  readonly effects?: readonly string[];
};

export type KindRules<T> = {
  readonly kind: PlanKind;
  readonly pathOf: (name: string) => string;
  /** Equal texts are equal things. */
  readonly textOf: (part: T) => string;
  readonly created: (name: string, after: T) => Described;
  readonly changed: (name: string, before: T, after: T) => Described;
  readonly removed: (name: string, before: T) => Described;
  readonly prunes: boolean;
};

/** What has to be done to each thing of a kind, by name. */
export function compareKind<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, rules: KindRules<T>): KindPlan {
  const { kind, pathOf, textOf } = rules;
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  const left: string[] = [];
  let same = 0;
  const changes = names.flatMap((name) => {
    const [old, next] = [before.get(name), after.get(name)];
    if (old !== undefined && next === undefined && !rules.prunes) left.push(name);
    const texts = [old === undefined ? null : textOf(old), next === undefined ? null : textOf(next)] as const;
    const common = { kind, name, path: pathOf(name), before: hashed(texts[0]), after: hashed(texts[1]) };
    if (old === undefined && next !== undefined) return [planChange('create', common, rules.created(name, next))];
    if (old !== undefined && next === undefined) return rules.prunes ? [planChange('remove', common, rules.removed(name, old))] : [];
    if (old === undefined || next === undefined || texts[0] === texts[1]) {
      same++;
      return [];
    }
    return [planChange('change', common, rules.changed(name, old, next))];
  });
  return { changes, left, same };
}

const hashed = (text: string | null): string | null => (text === null ? null : hashOf(text));

export function planChange(
  action: PlanChange['action'],
  common: Pick<PlanChange, 'kind' | 'name' | 'path' | 'before' | 'after'>,
  { title, words, details = [], effects = [] }: Described,
): PlanChange {
  return {
    action,
    ...common,
    title: title ?? common.name,
    words,
    details: details.slice(0, listed).map(withoutBulk),
    more: Math.max(0, details.length - listed),
    effects: [...effects],
    version: null,
    publishes: false,
    deploys: false,
  };
}

/** Long values are told in words only. */
function withoutBulk(detail: PlanDetail): PlanDetail {
  const { before, after, ...rest } = detail;
  return {
    ...rest,
    ...(before !== undefined && isShort(before) && { before }),
    ...(after !== undefined && isShort(after) && { after }),
  };
}

const isShort = (value: unknown): boolean => (JSON.stringify(value) ?? '').length <= 4_000;

/** Every difference of two JSON values in words: `policy, rate, count now 5, was 10`. */
export function fieldDetails(before: unknown, after: unknown): PlanDetail[] {
  return differences(before, after).map(({ path, before: was, after: is }) => ({
    words: `${pathWords(path)} ${is === undefined ? `no longer set, was ${shown(was)}` : was === undefined ? `set to ${shown(is)}` : `now ${shown(is)}, was ${shown(was)}`}`,
    path: formatPath(path),
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
    isBreaking: false,
  }));
}

const longest = 60;

export function shown(value: unknown): string {
  if (value === null) return 'none';
  if (value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const line = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

export function count(number: number, one: string, several = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${number.toLocaleString('en-US')} ${several}`;
}
