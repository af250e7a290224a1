import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './key-box.module.css';

type Props = { value: string; onChange: (key: string) => void /** Said at the right: how much was found. */; found: string };

/** The large box for any business key. */
export function KeyBox({ value, onChange, found }: Props) {
  const [text, setText] = useState(value);
  const change = useDebouncedCallback(onChange, 180);
  useEffect(() => setText(value), [value]);
  return (
    <div className={classes.box}>
      <Glyph name="search" />
      <input
        type="search"
        aria-label={texts.findRunsByABusiness}
        placeholder={texts.orderNumberPoSkuShipment}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          change(event.currentTarget.value);
        }}
        autoComplete="off"
        spellCheck={false}
      />
      <span className={classes.found} aria-live="polite">
        {found}
      </span>
    </div>
  );
}
