import { useMemo, useState } from 'react';
import { versionsTexts } from '../../texts/versions.ts';
import { folded, type Line, lineDiff } from '../text-diff.ts';
import classes from './fields.module.css';
import { Pieces } from './pieces.tsx';

const signs = { same: ' ', removed: '−', added: '+' };

/** Code or JSON line by line, numbered by its side; what is far from a change is folded. */
export function LinesChange({ before, after, isJson }: { before: string; after: string; isJson: boolean }) {
  const isSame = before === after;
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  const shown = useMemo(() => (isSame && lines.length < 24 ? lines : folded(lines, isJson ? 2 : 3)), [lines, isSame, isJson]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  return (
    <div className={classes.lines} data-same={isSame || undefined}>
      {shown.map((each, i) =>
        each.kind !== 'fold' ? (
          <LineRow key={`${each.before} ${each.after}`} line={each} />
        ) : unfolded.has(i) ? (
          each.lines.map((line) => <LineRow key={`${line.before} ${line.after}`} line={line} />)
        ) : (
          <button
            key={`fold ${each.lines[0]?.after}`}
            type="button"
            className={classes.fold}
            onClick={() => setUnfolded(new Set([...unfolded, i]))}
          >
            {versionsTexts.unfold(each.lines.length)}
          </button>
        ),
      )}
    </div>
  );
}

function LineRow({ line }: { line: Line }) {
  return (
    <div className={classes.line} data-kind={line.kind}>
      <span className={classes.number}>{line.before ?? ''}</span>
      <span className={classes.number}>{line.after ?? ''}</span>
      <span className={classes.sign} role="img" aria-label={line.kind === 'same' ? '' : versionsTexts.kindOf[line.kind]}>
        {signs[line.kind]}
      </span>
      <code className={classes.code}>
        <Pieces pieces={line.pieces} />
      </code>
    </div>
  );
}
