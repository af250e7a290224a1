import { compareKind, fieldDetails, type KindPlan, shown } from './changes.ts';
import { connectionText } from './connection-file.ts';
import { environmentText } from './environment-file.ts';
import { merged } from './environment-wanted.ts';
import { jsonText } from './json-text.ts';
import { pathOf } from './layout.ts';
import type { ConnectionPart, EnvironmentPart, VariablePart } from './setup.ts';

/** Connections by field; a secret only by where it comes from. */
export function connectionChanges(
  before: ReadonlyMap<string, ConnectionPart>,
  after: ReadonlyMap<string, ConnectionPart>,
  prunes: boolean,
): KindPlan {
  return compareKind(before, new Map([...after].map(([name, part]) => [name, withKept(part, before.get(name))])), {
    kind: 'connection',
    pathOf: pathOf.connection,
    textOf: connectionText,
    prunes,
    created: (_, { address, auth }) => ({ words: `is new: ${address}, ${auth.kind}` }),
    changed: (_, old, next) => ({
      words: 'changes',
      details: fieldDetails(old, next),
      effects: ['Calls that are under way end as they began; the next ones take what stands then.'],
    }),
    removed: (_, { address }) => ({
      words: `is removed: ${address}`,
      effects: ['Its secrets stay in no backup of files; they are gone with it.'],
    }),
  });
}

/** A secret that the file does not name stays, as long as the kind does. */
function withKept(part: ConnectionPart, before: ConnectionPart | undefined): ConnectionPart {
  return before?.auth.kind === part.auth.kind ? { ...part, secrets: { ...before.secrets, ...part.secrets } } : part;
}

/** Variables, each on its own. */
export function variableChanges(
  before: ReadonlyMap<string, VariablePart>,
  after: ReadonlyMap<string, VariablePart>,
  prunes: boolean,
): KindPlan {
  return compareKind(before, after, {
    kind: 'variable',
    pathOf: () => pathOf.variables,
    textOf: jsonText,
    prunes,
    created: (_, { value }) => ({ words: `is new: ${shown(value)}` }),
    changed: (_, old, next) => ({
      words: `changes${old.value === next.value ? '' : ` to ${shown(next.value)}`}`,
      details: fieldDetails(old, next),
      effects: ['Runs that start from then on read the new value.'],
    }),
    removed: (_, { value }) => ({ words: `is removed, was ${shown(value)}` }),
  });
}

/** The settings of the environment itself, which is never made or removed by files. */
export function environmentChanges(before: EnvironmentPart | null, after: EnvironmentPart | null): KindPlan {
  const one = (part: EnvironmentPart | null) => new Map(part && before ? [[before.name, part]] : []);
  if (!before || !after) return { changes: [], left: [], same: 0 };
  const wanted = merged(before, after);
  return compareKind(one(before), one(wanted), {
    kind: 'environment',
    pathOf: () => pathOf.environment,
    textOf: environmentText,
    prunes: false,
    created: () => ({ words: 'is new' }),
    removed: () => ({ words: 'stays' }),
    changed: (_, old, next) => ({ words: 'changes', details: fieldDetails(flat(old), flat(next)), effects: shorter(old, next) }),
  });
}

const flat = ({ settings, promotionPolicy }: EnvironmentPart) => ({ ...settings, ...(promotionPolicy && { promotionPolicy }) });

/** Data that is kept shorter goes at the next cleaning. */
function shorter(before: EnvironmentPart, after: EnvironmentPart): string[] {
  return (['runDays', 'payloadDays'] as const).flatMap((field) => {
    const [was, is] = [daysOf(before, field), daysOf(after, field)];
    if (was === null || is === null || is >= was) return [];
    return [
      `${field === 'runDays' ? 'Runs' : 'Messages'} older than ${is} days are removed at the next cleaning; now ${was} days are kept.`,
    ];
  });
}

function daysOf({ settings }: EnvironmentPart, field: string): number | null {
  const { retention } = settings;
  const days = retention !== null && typeof retention === 'object' ? (retention as Record<string, unknown>)[field] : null;
  return typeof days === 'number' ? days : null;
}
