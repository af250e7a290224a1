import type { Change } from '../server/shapes.ts';
import classes from './changes.module.css';

const marks = { added: '+', removed: '−', changed: '' } as const;

/** Differences in words, old beside new. */
export function ChangeList({ changes, empty }: { changes: readonly Change[]; empty: string }) {
  if (changes.length === 0) return <p className={classes.empty}>{empty}</p>;
  return (
    <ul className={classes.list}>
      {changes.map((change) => (
        <li
          key={`${change.kind} ${change.part} ${change.nodeId} ${change.path} ${change.title}`}
          className={classes.row}
          data-kind={change.kind}
        >
          <span className={classes.title}>
            <span className={classes.mark} role="img" aria-label={change.kind}>
              {marks[change.kind]}
            </span>
            {change.title}
          </span>
          <span className={classes.values}>
            {isOfField(change) && change.before !== undefined && <del className={classes.before}>{printed(change.before)}</del>}
            {isOfField(change) && change.before !== undefined && change.after !== undefined && <span aria-hidden>→</span>}
            {isOfField(change) && change.after !== undefined && <ins className={classes.after}>{printed(change.after)}</ins>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A field has values worth reading; a whole step, wire, note or test case is named by its title. */
function isOfField({ kind, part, path }: Change): boolean {
  return kind === 'changed' || (path !== null && (part === 'node' || part === 'settings'));
}

function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
