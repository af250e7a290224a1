import { Refusal } from '../api/refusal.ts';
import type { HistoryLine } from './deploying.ts';
import type { HistoryEntry, HistoryKind } from './live-state.ts';

const brings: readonly HistoryKind[] = ['deploy', 'rollback'];
const changesVersion: readonly HistoryKind[] = [...brings, 'withdraw'];
const endsPause: readonly HistoryKind[] = ['resume', 'withdraw'];
const endsShare: readonly HistoryKind[] = [...changesVersion, 'rollout', 'rollout-back'];

/** By which lines one of a kind ends; undefined: it says something about a moment. */
function endsOf(kind: HistoryKind): readonly HistoryKind[] | undefined {
  if (brings.includes(kind)) return changesVersion;
  if (kind === 'pause') return endsPause;
  return kind === 'rollout' ? endsShare : undefined;
}

/** Lines of one flow in one environment as people see them: with the time at which the next one ended them. Newest first, as given. */
export function shownHistory(lines: readonly HistoryEntry[]): readonly HistoryLine[] {
  return lines.map((line, i) => {
    const later = lines.slice(0, i);
    const ends = endsOf(line.kind);
    const end = ends && later.findLast(({ kind }) => ends.includes(kind));
    const until = end ? iso(end.at) : null;
    const { number, env, version, at, by, why, promotion, kind, configuration, pause, share } = line;
    return {
      number,
      env,
      version,
      since: iso(at),
      until,
      by,
      why,
      promotion,
      kind,
      configuration,
      mode: pause?.mode ?? null,
      pausedUntil: pause?.until == null ? null : iso(pause.until),
      share: share ?? null,
    };
  });
}

/**
 * Which version a flow goes back to: the one that is wanted, if it ran there, else the one that ran before the present one first came. Rolling back twice
 * goes two steps back, and never forward to what was just given up. Throws NEVER_RAN_THERE, NOTHING_BEFORE.
 */
export function versionBefore({
  env,
  flow,
  lines,
  now,
  wanted,
}: {
  readonly env: string;
  readonly flow: string;
  /** Newest first. */
  readonly lines: readonly HistoryEntry[];
  /** null: it does not run there now. */
  readonly now: number | null;
  readonly wanted: number | undefined;
}): number {
  const ran = lines.filter(({ kind }) => brings.includes(kind));
  const versions = [...new Set(ran.map(({ version }) => version))].filter((version) => version !== now);
  const others = versions.length === 0 ? '' : ` Version ${versions.join(', ')} did.`;
  if (wanted !== undefined) {
    if (wanted === now) throw new Refusal('NOTHING_BEFORE', `Version ${wanted} of "${flow}" runs in ${env} already.${others}`);
    if (versions.includes(wanted)) return wanted;
    throw new Refusal(
      'NEVER_RAN_THERE',
      `Version ${wanted} of "${flow}" never ran in ${env}, so there is no going back to it.${others} Deploy it instead.`,
    );
  }
  if (now === null) {
    const last = ran[0];
    if (last) return last.version;
  } else {
    const first = ran.find(({ version, kind }) => version === now && kind === 'deploy') ?? ran.find(({ version }) => version === now);
    const before = ran.slice(first ? ran.indexOf(first) + 1 : 0).find(({ version }) => version !== now);
    if (before) return before.version;
  }
  throw new Refusal('NOTHING_BEFORE', `No other version of "${flow}" ran in ${env} before, so there is nothing to go back to.${others}`);
}

const iso = (at: number): string => new Date(at).toISOString();
