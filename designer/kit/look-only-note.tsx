import { Tooltip } from '@mantine/core';
import { kitTexts as texts } from '../texts/kit.ts';
import { Glyph } from './glyph.tsx';
import classes from './look-only-note.module.css';

/** Stands where others change what is shown: a clear word for whose roles only let them look. */
export function LookOnlyNote() {
  return (
    <Tooltip label={texts.lookOnlyHint} multiline maw={360}>
      <span className={classes.note} role="status">
        <Glyph name="eye" size={16} />
        {texts.lookOnly}
      </span>
    </Tooltip>
  );
}
