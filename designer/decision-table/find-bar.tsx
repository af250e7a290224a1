import { ActionIcon, Button, Checkbox, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { type Found, findCells, replaced } from './find-cells.ts';
import classes from './screen.module.css';
import type { TableModel } from './use-table.ts';

type Props = { model: TableModel; view: readonly number[]; onShow: (found: Found) => void; onClose: () => void };

/** Finds and replaces texts in the cells in view. */
export function FindBar({ model, view, onShow, onClose }: Props) {
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const [at, setAt] = useState(0);
  const [matchesCase, setMatchesCase] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const options = useMemo(() => ({ matchesCase, isWhole }), [matchesCase, isWhole]);
  const found = useMemo(() => findCells(model.table, view, text, options), [model.table, view, text, options]);
  const current = found[Math.min(at, found.length - 1)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown anew only when another cell is the current one
  useEffect(() => {
    if (current) onShow(current);
  }, [current?.row, current?.column]);
  const go = (step: number) => setAt(found.length === 0 ? 0 : (Math.min(at, found.length - 1) + step + found.length) % found.length);
  const replace = (cells: readonly Found[]) => {
    if (cells.length > 0) model.change(replaced(model.table, cells, text, by, options), texts.act.replace(cells.length));
  };
  return (
    <search
      className={classes.find}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          event.preventDefault();
          onClose();
        }
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') {
          event.preventDefault();
          if (event.target.name === 'by') replace(current ? [current] : []);
          else go(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <TextInput
        aria-label={texts.findLabel}
        placeholder={texts.findLabel}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <span className={classes.findCount} role="status">
        {text === '' ? '' : texts.found(found.length === 0 ? 0 : Math.min(at, found.length - 1) + 1, found.length)}
      </span>
      <Tooltip label={texts.previous}>
        <ActionIcon size="xs" aria-label={texts.previous} onClick={() => go(-1)}>
          <IconChevronUp size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={texts.next}>
        <ActionIcon size="xs" aria-label={texts.next} onClick={() => go(1)}>
          <IconChevronDown size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <TextInput
        name="by"
        aria-label={texts.replaceLabel}
        placeholder={texts.replaceLabel}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Button size="xs" disabled={!current} onClick={() => replace(current ? [current] : [])}>
        {texts.replaceOne}
      </Button>
      <Button size="xs" disabled={!current} onClick={() => replace(found)}>
        {texts.replaceAll}
      </Button>
      <Checkbox size="xs" label={texts.matchCase} checked={matchesCase} onChange={(event) => setMatchesCase(event.currentTarget.checked)} />
      <Checkbox size="xs" label={texts.wholeCell} checked={isWhole} onChange={(event) => setIsWhole(event.currentTarget.checked)} />
      <span className={classes.grow} />
      <ActionIcon size="xs" aria-label={texts.closeFind} onClick={onClose}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </search>
  );
}
