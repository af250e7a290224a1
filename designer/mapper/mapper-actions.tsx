import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { LookOnlyNote } from '../kit/look-only-note.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';

/** Coverage, undo, code, test, done: the right of the top bar. */
export function MapperActions({ onDone }: { onDone: () => void }) {
  const { coverage, state, samples, schema } = useMapper();
  const texts = mapperTexts;
  const { may } = useEditor();
  return (
    <div className={classes.actions}>
      {schema && (
        <div className={classes.coverage}>
          <span className={classes.coverageText}>{texts.coverage.head(coverage.mapped, coverage.all)}</span>
          <CoverageBar />
        </div>
      )}
      {may.edit ? <UndoButtons /> : <LookOnlyNote />}
      <Button size="sm" leftSection={<Glyph name="code" size={14} />} onClick={() => state.setState({ isCodeOpen: true })}>
        {texts.code.button}
      </Button>
      {may.test && (
        <Button
          size="sm"
          leftSection={<Glyph name="player-play" size={14} />}
          disabled={samples.length === 0}
          onClick={() => state.setState({ panel: 'test', isPanelOpen: true })}
        >
          {texts.test.button(samples.length)}
        </Button>
      )}
      <Button size="sm" variant="filled" onClick={onDone}>
        {texts.done}
      </Button>
    </div>
  );
}

function CoverageBar() {
  const { all, mapped, optionalOpen, requiredOpen } = useMapper().coverage;
  const share = (count: number) => `${all === 0 ? 0 : (count / all) * 100}%`;
  return (
    <span
      className={classes.bar}
      role="img"
      aria-label={mapperTexts.coverage.label(mapped, optionalOpen, requiredOpen)}
      title={mapperTexts.coverage.label(mapped, optionalOpen, requiredOpen)}
    >
      {mapped > 0 && <span data-kind="mapped" style={{ width: share(mapped) }} />}
      {optionalOpen > 0 && <span data-kind="open" style={{ width: share(optionalOpen) }} />}
      {requiredOpen > 0 && <span data-kind="needed" style={{ width: share(requiredOpen) }} />}
    </span>
  );
}

function UndoButtons() {
  const { document } = useEditor();
  const undo = useDocument((now) => now.history.undo.at(-1)?.name);
  const redo = useDocument((now) => now.history.redo.at(-1)?.name);
  const { undo: texts } = mapperTexts;
  const button = (name: string | undefined, verb: string, none: string, keys: string, icon: string, act: () => void) => {
    const label = name === undefined ? verb : `${verb} ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return (
      <Tooltip label={name === undefined ? none : `${label}  ${keys}`}>
        <ActionIcon size="sm" aria-label={label} {...(name === undefined && { 'data-disabled': true })} onClick={act}>
          <Glyph name={icon} size={16} />
        </ActionIcon>
      </Tooltip>
    );
  };
  return (
    <span className={classes.undo}>
      {button(undo, texts.undo, texts.nothing, 'Ctrl Z', 'arrow-back-up', () => document.undo())}
      {button(redo, texts.redo, texts.nothingAgain, 'Ctrl Shift Z', 'arrow-forward-up', () => document.redo())}
    </span>
  );
}
