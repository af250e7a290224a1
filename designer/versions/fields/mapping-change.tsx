import { useMemo } from 'react';
import { versionsTexts } from '../../texts/versions.ts';
import { textDiff } from '../text-diff.ts';
import { type MappingLine, mappingDiff } from './mapping-diff.ts';
import { Pieces } from './pieces.tsx';
import classes from './tables.module.css';

const signs = { added: '+', removed: '−', changed: '●', same: '' };

/** A mapping by the fields it fills: old and new beside each other. */
export function MappingChange({ before, after }: { before: unknown; after: unknown }) {
  const lines = useMemo(() => mappingDiff(before, after), [before, after]);
  const isOneSided = before === undefined || after === undefined || lines.every((line) => line.kind === 'same');
  const shown = isOneSided ? lines : lines.filter((line) => line.kind !== 'same');
  const hidden = lines.length - shown.length;
  return (
    <table className={classes.table} data-fixed>
      <thead>
        <tr>
          <th className={classes.signCell} aria-label={versionsTexts.legend} />
          <th className={classes.target}>{versionsTexts.mapping.target}</th>
          {isOneSided ? (
            <th>{versionsTexts.mapping.value}</th>
          ) : (
            <>
              <th className={classes.half}>{versionsTexts.before}</th>
              <th>{versionsTexts.after}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a target may be filled twice
          <tr key={i} data-kind={isOneSided ? undefined : line.kind}>
            <td className={classes.signCell}>{isOneSided ? '' : signs[line.kind]}</td>
            <th scope="row" className={classes.target}>
              {line.target}
            </th>
            {!isOneSided && (
              <td>
                <Side line={line} side="before" />
              </td>
            )}
            <td>
              <Side line={line} side={after === undefined ? 'before' : 'after'} isPlain={isOneSided} />
            </td>
          </tr>
        ))}
        {hidden > 0 && (
          <tr className={classes.hidden}>
            <td />
            <td colSpan={3}>{versionsTexts.sameEntries(hidden)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Side({ line, side, isPlain = false }: { line: MappingLine; side: 'before' | 'after'; isPlain?: boolean }) {
  return line.parts.map((part) => {
    const text = part[side];
    if (text === null) return null;
    const isChanged = !isPlain && part.kind !== 'same';
    const diff = isChanged && part.before !== null && part.after !== null ? textDiff(part.before, part.after) : null;
    return (
      <div key={part.part} className={classes.part}>
        {part.part !== 'value' && <span className={classes.partName}>{versionsTexts.mapping[part.part]} </span>}
        <span className={classes.expression} data-side={isChanged ? side : undefined}>
          {diff ? <Pieces pieces={diff[side]} /> : text}
        </span>
      </div>
    );
  });
}
