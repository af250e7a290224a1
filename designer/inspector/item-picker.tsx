import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatBytes } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { keepEscape } from '../kit/keep-escape.ts';
import { VirtualLines } from '../kit/virtual-lines.tsx';
import type { ShownItem } from '../server/shapes.ts';
import { dataTexts as texts } from '../texts/data.ts';
import { itemsHolding } from './item-order.ts';
import classes from './items-view.module.css';

type Props = {
  items: readonly ShownItem[];
  /** Position of the one in view. */
  at: number;
  /** How many there were. */
  total: number;
  onChoose: (index: number) => void;
};

/** Which item is in view, the ones beside it, and a list of all with a search; those that failed come first. */
export function ItemPicker({ items, at, total, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (items.length <= 1)
    return <span className={classes.one}>{texts.items.size(texts.items.count(total), formatBytes(items[0]?.bytes ?? 0))}</span>;
  return (
    <span className={classes.picker}>
      <ActionIcon size="xs" aria-label={texts.items.previous} disabled={at === 0} onClick={() => onChoose(at - 1)}>
        <Glyph name="chevron-left" size={14} />
      </ActionIcon>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={340} trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.position}
            aria-label={texts.items.chooseFrom(texts.items.position(at + 1, items.length))}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {texts.items.position(at + 1, items.length)}
            <Glyph name="chevron-down" size={12} />
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown ?? ''} onKeyDown={keepEscape}>
          {isOpen && (
            <List
              items={items}
              at={at}
              onChoose={(index) => {
                onChoose(index);
                setOpen(false);
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <ActionIcon size="xs" aria-label={texts.items.next} disabled={at >= items.length - 1} onClick={() => onChoose(at + 1)}>
        <Glyph name="chevron-right" size={14} />
      </ActionIcon>
    </span>
  );
}

function List({ items, at, onChoose }: Pick<Props, 'items' | 'at' | 'onChoose'>) {
  const [text, setText] = useState('');
  const found = useMemo(() => itemsHolding(items, text), [items, text]);
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label={texts.items.search}
        placeholder={texts.items.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0] !== undefined) onChoose(found[0]);
        }}
      />
      {found.length === 0 ? (
        <p className={classes.nothing}>{texts.items.nothingFound(text)}</p>
      ) : (
        <div className={classes.list} style={{ height: Math.min(300, found.length * 28) }}>
          <VirtualLines
            count={found.length}
            lineHeight={28}
            label={texts.items.choose}
            renderLine={(row) => {
              const index = found[row] ?? 0;
              const item = items[index];
              if (!item) return null;
              return (
                <button type="button" className={classes.line} aria-pressed={index === at} onClick={() => onChoose(index)}>
                  <span className={classes.lineNumber}>{index + 1}</span>
                  <span className={classes.lineKey}>{item.key ?? preview(item.json)}</span>
                  {item.error ? (
                    <span className={classes.failed}>
                      <Glyph name="circle-x" size={12} /> {texts.items.failed}
                    </span>
                  ) : (
                    <span className={classes.size}>{formatBytes(item.bytes)}</span>
                  )}
                </button>
              );
            }}
          />
        </div>
      )}
    </>
  );
}

function preview(json: unknown): string {
  const text = typeof json === 'string' ? json : (JSON.stringify(json) ?? '');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
