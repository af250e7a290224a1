import type { EnvironmentDetail } from '../server/shapes.ts';
import type { EnvironmentSettings } from './environment-queries.ts';

export type Field = 'title' | 'runDays' | 'payloadDays' | 'lanes';

/** What can be changed of an environment, as `PUT /api/environments/:name` takes it. */
export function settingsOf({ title, class: kind, retention, limits, lanes }: EnvironmentDetail): EnvironmentSettings {
  return { title, class: kind, retention, limits, lanes };
}

/** Of a new environment: careful like prod where it keeps data, open like dev where it asks. */
export const newSettings: EnvironmentSettings = {
  title: '',
  class: 'test',
  retention: { runDays: 90, payloadDays: 30 },
  limits: { backlog: null, concurrency: null },
  lanes: [],
};

/** The fields that cannot be saved as they stand. */
export function wrongFields({ title, retention, lanes }: EnvironmentSettings): ReadonlySet<Field> {
  const wrong = new Set<Field>();
  if (title.trim() === '') wrong.add('title');
  for (const field of ['runDays', 'payloadDays'] as const) {
    if (!(retention[field] >= 0.01 && retention[field] <= 3650)) wrong.add(field);
  }
  if (retention.payloadDays > retention.runDays) wrong.add('payloadDays');
  const names = lanes.map(({ lane }) => lane.trim());
  if (names.includes('') || new Set(names).size < names.length) wrong.add('lanes');
  return wrong;
}

export function isName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,28}$/.test(text);
}

/** The order with one environment moved by so many places; null: it stands at the end already. */
export function moved(order: readonly string[], name: string, by: 1 | -1): string[] | null {
  const at = order.indexOf(name);
  const to = at + by;
  if (at < 0 || to < 0 || to >= order.length) return null;
  return order.with(at, order[to] ?? name).with(to, name);
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
