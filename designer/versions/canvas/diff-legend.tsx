import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMove, IconChevronLeft, IconChevronRight, IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { versionsTexts } from '../../texts/versions.ts';
import { countsOf, type FlowDiff } from '../flow-diff.ts';
import classes from './diff-canvas.module.css';
import type { Hidden } from './draw-union.ts';

const kinds = ['added', 'removed', 'changed', 'moved'] as const;
const signs = { added: IconPlus, removed: IconMinus, changed: null, moved: IconArrowsMove };

type Props = {
  readonly diff: FlowDiff;
  readonly hidden: Hidden;
  readonly onHide: (hidden: Hidden) => void;
  /** Which stop one is at, from 1, of those that are shown; 0: none. */
  readonly at: number;
  readonly all: number;
  readonly onStep: (by: 1 | -1) => void;
  readonly onFit: () => void;
};

/** What is marked how, with counts; hides a kind, and walks through the changes. */
export function DiffLegend({ diff, hidden, onHide, at, all, onStep, onFit }: Props) {
  const counts = countsOf(diff);
  const toggle = (kind: (typeof kinds)[number]) => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    onHide(next);
  };
  return (
    <div className={classes.legend} role="toolbar" aria-label={versionsTexts.legend}>
      {kinds
        .filter((kind) => counts[kind] > 0)
        .map((kind) => {
          const Sign = signs[kind];
          return (
            <button
              key={kind}
              type="button"
              className={classes.kind}
              aria-pressed={!hidden.has(kind)}
              title={versionsTexts.showKind(versionsTexts.kinds[kind], counts[kind])}
              onClick={() => toggle(kind)}
            >
              <span className={classes.swatch} data-mark={kind} aria-hidden>
                {Sign && <Sign size={10} stroke={3} />}
              </span>
              {versionsTexts.kinds[kind]} <b>{counts[kind]}</b>
            </button>
          );
        })}
      {all > 0 && (
        <>
          <span className={classes.divider} />
          <Tooltip label={`${versionsTexts.previous}  [`}>
            <ActionIcon size="xs" aria-label={versionsTexts.previous} onClick={() => onStep(-1)}>
              <IconChevronLeft size={14} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <span className={classes.position} aria-live="polite">
            {versionsTexts.position(at, all)}
          </span>
          <Tooltip label={`${versionsTexts.next}  ]`}>
            <ActionIcon size="xs" aria-label={versionsTexts.next} onClick={() => onStep(1)}>
              <IconChevronRight size={14} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`${versionsTexts.fitChanges}  Shift 2`}>
            <ActionIcon size="xs" aria-label={versionsTexts.fitChanges} onClick={onFit}>
              <IconFocusCentered size={14} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </div>
  );
}
