import { formatCount } from '../../kit/format.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { useNow } from '../../kit/use-now.ts';
import type { Environment } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { cellLooks } from '../promotion-looks.ts';
import classes from './matrix.module.css';
import type { MatrixCell, MatrixRow } from './matrix-rows.ts';
import { scheduleWord } from './schedule-word.ts';

type Props = { cell: MatrixCell | undefined; row: MatrixRow; environment: Environment; isFirst: boolean };

/** Version, state and how the last day went; nothing more. */
export function CellFace({ cell, row, environment, isFirst }: Props) {
  if (!cell || (cell.version === null && cell.state === null)) {
    return (
      <span className={classes.never}>
        <span aria-hidden>–</span>
        <span className="visually-hidden">{texts.notIn(environment.name)}</span>
      </span>
    );
  }
  const isDraft = isFirst && row.draftChanges > 0 && (cell.state === 'live' || cell.state === null);
  const look = isDraft ? cellLooks.draft : cell.state === null ? null : cellLooks[cell.state];
  return (
    <span className={classes.face}>
      <span className={classes.top}>
        <b className="mono">{cell.version === null ? '–' : texts.v(cell.version)}</b>
        {look && cell.state === 'scheduled' && cell.scheduledFor !== null ? (
          <Scheduled at={cell.scheduledFor} />
        ) : (
          look && <StatusBadge look={look} variant={cell.state === 'live' && !isDraft ? 'quiet' : 'plain'} />
        )}
      </span>
      {row.kind === 'flow' && <Health cell={cell} />}
    </span>
  );
}

function Scheduled({ at }: { at: string }) {
  const now = useNow();
  return <StatusBadge look={{ ...cellLooks.scheduled, word: scheduleWord(at, now) }} />;
}

function Health({ cell: { runs24h, failed24h, openExceptions } }: { cell: MatrixCell }) {
  if (runs24h === null || failed24h === null || openExceptions === null)
    return (
      <span className={classes.health} title={texts.notForYourRolesHint}>
        {texts.notForYourRoles}
      </span>
    );
  if (openExceptions > 0) {
    return (
      <span className={classes.health} data-bad>
        <Glyph name="alert-circle" size={12} />
        {texts.exceptions(openExceptions)}
      </span>
    );
  }
  if (failed24h > 0) {
    return (
      <span className={classes.health} data-bad>
        <Glyph name="circle-x" size={12} />
        {texts.failed24h(failed24h)}
      </span>
    );
  }
  return <span className={classes.health}>{runs24h > 0 ? texts.runs24h(formatCount(runs24h), runs24h) : texts.quiet}</span>;
}
