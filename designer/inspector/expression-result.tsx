import { Popover } from '@mantine/core';
import { IconCornerDownRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { keepEscape } from '../kit/keep-escape.ts';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './expression-result.module.css';
import { useForm } from './form-context.tsx';
import { everyEntryOf } from './insert-place.ts';
import type { Tried } from './use-tried.ts';
import { ValueLine } from './value-line.tsx';
import { ValueList } from './value-list.tsx';

type Props = {
  expression: string;
  tried: Tried;
  /** Offers to take every entry of a list where one is read. */
  onChange?: (expression: string) => void;
};

/** Below a field: the value of its expression on the record in view, and on how many of all records it holds; a click lists them. */
export function ExpressionResult({ expression, tried, onChange }: Props) {
  const { sample } = useForm();
  const [isOpen, setOpen] = useState(false);
  const { results, shown, items } = tried;
  if (sample === undefined || items.length === 0) return null;
  const ok = results?.filter((result) => result.ok).length ?? 0;
  const isAllOk = results !== undefined && ok === results.length;
  const every = shown?.ok && onChange ? everyEntryOf(expression) : null;
  const entry = Number(/\[(\d+)\]/.exec(expression)?.[1] ?? 0);
  return (
    <div className={classes.result}>
      <IconCornerDownRight size={12} stroke={2} aria-hidden />
      <span className={classes.value} aria-live="polite">
        {shown?.ok === false && <span className={classes.error}>{shown.error}</span>}
        {shown?.ok === true && <ValueLine value={shown.value} />}
        {!shown && <span className={classes.waiting}>{texts.value.trying}</span>}
        {every !== null && (
          <span className={classes.hint}>
            {texts.value.onlyFirst(entry)}{' '}
            <button type="button" className={classes.link} onClick={() => onChange?.(every)}>
              {texts.value.every}
            </button>
          </span>
        )}
      </span>
      {results && items.length > 1 && (
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={420} trapFocus returnFocus>
          <Popover.Target>
            <button
              type="button"
              className={classes.count}
              data-family={isAllOk ? 'good' : 'bad'}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <Glyph name={isAllOk ? 'circle-check' : 'circle-x'} size={12} />
              {isAllOk ? texts.value.all(results.length) : texts.value.ok(ok, results.length)}
            </button>
          </Popover.Target>
          <Popover.Dropdown className={classes.dropdown ?? ''} onKeyDown={keepEscape}>
            {isOpen && <ValueList tried={tried} onChosen={() => setOpen(false)} />}
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
