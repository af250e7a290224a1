import { formatCount } from '../kit/format.ts';
import { lookupTexts } from '../texts/lookups.ts';
import type { ShownChange } from './change-table.tsx';
import classes from './lookup-page.module.css';

const texts = lookupTexts.review;
const words = { added: texts.added, changed: texts.changed, removed: texts.removed };
const most = 100;

type Props = { columns: readonly { name: string; isKey: boolean }[]; changes: readonly ShownChange[]; count: number };

/** Rows that differ, for a narrow place: the key, and below it what else stands there or became of it. */
export function ChangeList({ columns, changes, count }: Props) {
  const shown = changes.slice(0, most);
  const keys = columns.flatMap(({ isKey }, i) => (isKey ? [i] : []));
  return (
    <ul className={classes.changeList}>
      {shown.map(({ kind, row, before }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never changes
        <li key={at}>
          <span className={classes.changeHead}>
            <span className={classes[kind]}>{words[kind]}</span>
            <span className="mono">{keys.map((i) => row[i]).join(', ')}</span>
          </span>
          {columns.map(({ name, isKey }, i) => {
            const [was, is] = [before?.[i] ?? '', row[i] ?? ''];
            if (isKey || (kind === 'changed' ? was === is : is === '')) return null;
            return (
              <span key={name} className={classes.changeFact}>
                <span>{name}</span>
                <span className="mono">
                  {kind === 'changed' && was !== '' && <del>{was}</del>}
                  {kind === 'changed' ? <ins>{is}</ins> : is}
                </span>
              </span>
            );
          })}
        </li>
      ))}
      {count > shown.length && <li className={classes.hint}>{texts.more(formatCount(count - shown.length))}</li>}
    </ul>
  );
}
