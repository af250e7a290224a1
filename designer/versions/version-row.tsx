import { EnvChip } from '../kit/env-chip.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { useSignedIn } from '../server/session.ts';
import type { VersionSummary } from '../server/shapes.ts';
import { versionsTexts } from '../texts/versions.ts';
import classes from './version-list.module.css';

/** Number, where it runs, what it changed; why; who and when. */
export function VersionRow({ version }: { version: VersionSummary }) {
  return (
    <>
      <span className={classes.line}>
        <b className="mono">{versionsTexts.version(version.number)}</b>
        <EnvironmentChips names={version.environments} />
        <Counts version={version} />
      </span>
      <span className={classes.why} title={version.note}>
        {version.note || <span className={classes.hint}>{versionsTexts.noNote}</span>}
      </span>
      <span className={classes.hint}>
        {version.publishedBy}
        <span className={classes.when}>
          <RelativeTime at={version.publishedAt} />
        </span>
      </span>
    </>
  );
}

export function EnvironmentChips({ names }: { names: readonly string[] }) {
  const { environments } = useSignedIn();
  return environments
    .filter((environment) => names.includes(environment.name))
    .map(({ name, class: kind }) => <EnvChip key={name} name={name} kind={kind} size="sm" />);
}

function Counts({ version: { number, counts } }: { version: VersionSummary }) {
  if (number === 1) return <span className={classes.counts}>{versionsTexts.first}</span>;
  if (!counts) return null;
  const { added, removed, changed } = counts;
  return (
    <span className={classes.counts} role="img" aria-label={versionsTexts.countLabel(added, removed, changed, number - 1)}>
      {added > 0 && <span data-kind="added">+{added}</span>}
      {removed > 0 && <span data-kind="removed">−{removed}</span>}
      {changed > 0 && <span data-kind="changed">●{changed}</span>}
    </span>
  );
}
