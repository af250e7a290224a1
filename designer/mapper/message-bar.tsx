import { ActionIcon } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';

/** Why something cannot be, or what was done beyond the plain; stays until the next act. */
export function MessageBar() {
  const { state } = useMapper();
  const message = useMapperState((now) => now.message);
  return (
    <div className={classes.messageRegion} role="status">
      {message && (
        <div className={classes.message} data-kind={message.kind}>
          <Glyph name={message.kind === 'refused' ? 'ban' : 'circle-check'} size={16} />
          <span>{message.text}</span>
          <ActionIcon size="sm" aria-label={mapperTexts.closeMessage} onClick={() => state.setState({ message: null })}>
            <Glyph name="x" size={14} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
