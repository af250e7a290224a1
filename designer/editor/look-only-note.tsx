import { Tooltip } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { editorTexts as texts } from '../texts/editor.ts';
import classes from './editor-bar.module.css';

/** Stands where others see how their edits are saved. */
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
