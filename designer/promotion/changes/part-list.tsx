import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../../kit/glyph.tsx';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import shared from '../request/request-pane.module.css';
import type { Part, PartChange, PartKind, PromotionItem } from '../shapes.ts';
import { changeLabel } from './change-label.ts';
import classes from './changes.module.css';
import { RowChanges } from './row-changes.tsx';
import { rowTable } from './row-table.ts';
import { valueWords } from './value-words.ts';

const partIcons: Record<PartKind, string> = {
  flow: 'topology-star-3',
  mapping: 'transform',
  'decision table': 'table',
  lookup: 'arrows-exchange',
  contract: 'file-certificate',
  'connection binding': 'plug-connected',
  variables: 'braces',
  schedule: 'calendar-time',
};
/** Parts with fewer changes are open from the start. */
const openBelow = 9;
const shownAtOnce = 40;

/** The changes part by part, old to new; several items stand under their names. */
export function PartList({ items, to }: { items: readonly PromotionItem[]; to: string }) {
  return items.map((item) => (
    <div key={`${item.kind} ${item.name}`} className={classes.item}>
      {items.length > 1 && (
        <h4 className={classes.itemTitle}>
          {item.title} <span className="mono">{texts.v(item.version)}</span>
        </h4>
      )}
      {item.parts.length === 0 ? (
        <p className={classes.same}>{item.replaces === item.version ? texts.sameIn(to) : texts.noChanges}</p>
      ) : (
        <ul className={shared.card}>
          {item.parts.map((part) => (
            <PartLine key={`${part.part} ${part.title}`} part={part} />
          ))}
        </ul>
      )}
    </div>
  ));
}

function PartLine({ part }: { part: Part }) {
  const hasChanges = part.changes.length > 0;
  const [isOpen, setIsOpen] = useState(hasChanges && part.changes.length < openBelow);
  const [isAll, setIsAll] = useState(false);
  const table = part.part === 'lookup' ? rowTable(part.changes) : null;
  const told = table?.others ?? part.changes;
  const lines = isAll ? told : told.slice(0, shownAtOnce);
  const rest = told.length - lines.length;
  return (
    <li className={classes.part}>
      <UnstyledButton
        className={classes.partHead ?? ''}
        disabled={!hasChanges}
        aria-expanded={hasChanges ? isOpen : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Glyph name={partIcons[part.part]} size={14} className={classes.icon} />
        <span className={classes.partTitle}>{part.part === 'flow' ? texts.partOf.flow : part.title}</span>
        <span className={classes.partWords}>
          {part.part === 'flow' ? part.words : texts.partWords(texts.partOf[part.part], part.words)}
        </span>
        {hasChanges && <Glyph name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} className={classes.fold} />}
      </UnstyledButton>
      {isOpen && table && table.rows.length > 0 && (
        <RowChanges label={texts.rowsOf(part.title)} columns={table.columns} rows={table.rows} />
      )}
      {isOpen && (lines.length > 0 || rest > 0 || (part.more ?? 0) > 0) && (
        <ul className={classes.lines}>
          {lines.map((change) => (
            <ChangeLine key={`${change.path} ${change.words}`} change={change} part={part} />
          ))}
          {rest > 0 && (
            <li>
              <UnstyledButton className={classes.more ?? ''} onClick={() => setIsAll(true)}>
                {texts.moreChanges(rest)}
              </UnstyledButton>
            </li>
          )}
          {part.more !== undefined && part.more > 0 && <li className={classes.counted}>{texts.onlyCounted(part.more)}</li>}
        </ul>
      )}
    </li>
  );
}

function ChangeLine({ change, part }: { change: PartChange; part: Part }) {
  const before = valueWords(change.before);
  const after = valueWords(change.after);
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  // A step or a wire that came or went is said, not shown as a document.
  const isText = (before === null && after === null) || (part.part === 'flow' && kind !== 'changed');
  return (
    <li className={classes.line} title={change.words}>
      <span className={classes.path} data-kind={isText && after !== before ? kind : undefined}>
        {isText ? change.words : changeLabel(change, part.title)}
      </span>
      {!isText && (
        <span className={classes.values}>
          {before !== null && (
            <del className={classes.old}>
              <span className="visually-hidden">{texts.before} </span>
              {before}
            </del>
          )}
          {before !== null && after !== null && <Glyph name="arrow-right" size={12} className={classes.arrow} />}
          {after !== null && (
            <ins className={classes.new}>
              <span className="visually-hidden">{texts.after} </span>
              {after}
            </ins>
          )}
        </span>
      )}
    </li>
  );
}
