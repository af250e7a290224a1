import { formatCount } from '../kit/format.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';

const texts = lookupTexts.review;

/** One row that is new, changed or gone; texts in the order of the columns. */
export type ShownChange = {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly row: readonly string[];
  readonly before?: readonly string[] | undefined;
};

type Props = {
  columns: readonly { name: string }[];
  changes: readonly ShownChange[] /** Of how many these are the first. */;
  count: number;
};

const words = { added: texts.added, changed: texts.changed, removed: texts.removed };
const most = 200;

/** Rows as they were and as they will be. */
export function ChangeTable({ columns, changes, count }: Props) {
  const shown = changes.slice(0, most);
  return (
    <div className={classes.changes}>
      <table className={classes.changeTable}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{texts.becomes}</span>
            </th>
            {columns.map(({ name }) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ kind, row, before }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never changes
            <tr key={at} data-kind={kind}>
              <td className={classes[kind]}>{words[kind]}</td>
              {columns.map(({ name }, i) => {
                const [was, is] = [before?.[i] ?? '', row[i] ?? ''];
                return (
                  <td key={name}>
                    {kind === 'changed' && was !== is ? (
                      <>
                        {was !== '' && <del>{was}</del>}
                        <ins>{is}</ins>
                      </>
                    ) : (
                      is
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          {count > shown.length && (
            <tr>
              <td colSpan={columns.length + 1} className={classes.hint}>
                {texts.more(formatCount(count - shown.length))}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
