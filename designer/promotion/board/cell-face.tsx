import { formatCount } from '../../kit/format.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { useNow } from '../../kit/use-now.ts';
import type { Environment } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { rolloutTexts } from '../../texts/rollout.ts';
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
  const state =
    look && cell.state === 'scheduled' && cell.scheduledFor !== null ? (
      <Scheduled at={cell.scheduledFor} />
    ) : (
      look && cell.state !== 'rollout' && <StatusBadge look={look} variant={cell.state === 'live' && !isDraft ? 'quiet' : 'plain'} />
    );
  return (
    <span className={classes.face}>
      <span className={classes.top}>
        <b className="mono">{cell.version === null ? '–' : texts.v(cell.version)}</b>
        {cell.coming ? <Coming {...cell.coming} /> : state}
      </span>
      {row.kind === 'flow' && (cell.coming && state ? state : <Health cell={cell} />)}
    </span>
  );
}

/** The version that takes a share of the messages; what else is to be said of the cell stands below it. */
function Coming({ version, share }: NonNullable<MatrixCell['coming']>) {
  return (
    <span className={classes.coming} title={rolloutTexts.cellLong(texts.v(version), share)}>
      <Glyph name="arrows-split" size={12} />
      <span className="mono">{rolloutTexts.cell(texts.v(version), share)}</span>
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
