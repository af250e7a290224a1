import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import chipClasses from '../kit/filter-chip.module.css';
import { Glyph } from '../kit/glyph.tsx';
import { useNow } from '../kit/use-now.ts';
import { auditTexts as texts } from '../texts/audit.ts';
import classes from './audit.module.css';
import { type AuditFilter, dayBack } from './audit-filter.ts';

const spans = [
  { days: '', label: texts.allTime },
  { days: '1', label: texts.lastDay },
  { days: '7', label: texts.lastWeek },
  { days: '30', label: texts.lastMonth },
  { days: '90', label: texts.lastQuarter },
] as const;
/** Whole days of the calendar, by how many they lie back. */
const wholeDays = [
  { back: 0, label: texts.today },
  { back: 1, label: texts.yesterday },
] as const;

/** The period: so far back from now, or from a first to a last day. */
export function PeriodChip({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const [isOpen, setOpen] = useState(false);
  const now = useNow();
  const label = periodText(filter, now);
  const isOn = filter.days !== '' || filter.from !== '' || filter.to !== '';
  const day = (name: 'from' | 'to', title: string) => (
    <TextInput
      type="date"
      label={title}
      value={filter[name]}
      {...(name === 'from' ? { max: filter.to || undefined } : { min: filter.from || undefined })}
      onChange={(event) => onChange({ ...filter, days: '', [name]: event.currentTarget.value })}
    />
  );
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={220} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={chipClasses.chip}
          data-on={isOn || undefined}
          aria-label={`${texts.period}: ${label}`}
          onClick={() => setOpen((open) => !open)}
        >
          <Glyph name="calendar" size={14} />
          <span className={chipClasses.label}>{label}</span>
          <Glyph name="chevron-down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {wholeDays.map(({ back, label: title }) => {
          const whole = dayBack(now, back);
          const isChosen = filter.days === '' && filter.from === whole && filter.to === whole;
          return (
            <Span
              key={back}
              title={title}
              isChosen={isChosen}
              onChoose={() => {
                onChange({ ...filter, days: '', from: whole, to: whole });
                setOpen(false);
              }}
            />
          );
        })}
        {spans.map((span) => {
          const isChosen = span.days === filter.days && (span.days !== '' || !isOn);
          return (
            <Span
              key={span.days}
              title={span.label}
              isChosen={isChosen}
              onChoose={() => {
                onChange({ ...filter, days: span.days, from: '', to: '' });
                setOpen(false);
              }}
            />
          );
        })}
        <div className={classes.days}>
          {day('from', texts.fromDay)}
          {day('to', texts.toDay)}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Span({ title, isChosen, onChoose }: { title: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <button type="button" className={classes.span} aria-pressed={isChosen} onClick={onChoose}>
      <span className={classes.tick}>{isChosen && <Glyph name="check" size={14} />}</span>
      {title}
    </button>
  );
}

function periodText({ days, from, to }: AuditFilter, now: number): string {
  const whole = days === '' && from === to ? wholeDays.find(({ back }) => from === dayBack(now, back)) : undefined;
  if (whole) return whole.label;
  if (days !== '') return spans.find((span) => span.days === days)?.label ?? texts.daysBack(days);
  if (from !== '' && to !== '') return texts.sinceUntil(from, to);
  if (from !== '') return texts.since(from);
  return to === '' ? texts.allTime : texts.until(to);
}
