import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Glyph } from '../kit/glyph.tsx';
import { tokenTexts as texts } from '../texts/tokens.ts';
import classes from './tokens.module.css';

/** Something that is shown only now: the whole of it, and the button that copies it. */
export function SecretOnce({ secret, copyTitle }: { secret: string; copyTitle: string }) {
  const clipboard = useClipboard({ timeout: 4000 });
  return (
    <div className={classes.once}>
      <code className={classes.secret}>{secret}</code>
      <Button
        variant="filled"
        leftSection={<Glyph name={clipboard.copied ? 'check' : 'copy'} size={14} />}
        onClick={() => clipboard.copy(secret)}
      >
        {clipboard.copied ? texts.copied : copyTitle}
      </Button>
      {clipboard.error !== null && <p className={classes.hint}>{texts.copyByHand}</p>}
    </div>
  );
}
