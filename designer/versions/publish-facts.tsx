import { FailureNote } from '../kit/error-note.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import { ChangeWords } from './change-words.tsx';
import { type EffectChange, effectsOf } from './effects-of.ts';
import classes from './publish.module.css';
import { useDraftDiff } from './use-latest.ts';

/** What the new version changes, and what of it reaches other systems. */
export function PublishFacts({ latestVersion }: { latestVersion: number | null }) {
  const { catalog } = useEditor();
  const { diff, failure, retry } = useDraftDiff(latestVersion);
  if (latestVersion === null) return <p className={classes.facts}>{versionsTexts.firstVersion}</p>;
  if (failure) return <FailureNote what={versionsTexts.changesFailed} failure={failure} onRetry={retry} />;
  if (!diff) return <div className={classes.waiting} />;
  if (diff.changes.length === 0) return <p className={classes.facts}>{versionsTexts.onlyTexts(latestVersion)}</p>;
  const effects = effectsOf(diff.stops, diff.after, catalog);
  return (
    <>
      <div className={classes.part}>
        <h3 className={classes.partTitle}>{versionsTexts.changesSince(diff.changes.length, latestVersion)}</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard */}
        <section className={classes.changes} aria-label={versionsTexts.changes} tabIndex={0}>
          <ChangeWords stops={diff.stops} />
        </section>
      </div>
      <Effects title={versionsTexts.newEffects} effects={effects.filter((effect) => effect.kind === 'added')} />
      <Effects title={versionsTexts.changedEffects} effects={effects.filter((effect) => effect.kind === 'changed')} />
    </>
  );
}

function Effects({ title, effects }: { title: string; effects: readonly EffectChange[] }) {
  const { catalog } = useEditor();
  if (effects.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      <ul className={classes.effects}>
        {effects.map(({ node, caption }) => (
          <li key={node.id} className={classes.effect}>
            <NodeTile tile="outside" icon={catalog.get(node.type, node.version)?.icon ?? 'send'} size={20} />
            <b>{node.name}</b> {caption}
          </li>
        ))}
      </ul>
    </section>
  );
}
