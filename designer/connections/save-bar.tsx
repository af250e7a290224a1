import { Button } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import type { Environment } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';
import { FlowNames } from './flow-names.tsx';

const texts = connectionsTexts.form;

type Props = {
  environment: Environment;
  isNew: boolean;
  changes: number;
  usedBy: readonly string[];
  isSaving: boolean;
  isSaved: boolean;
  isBlocked: boolean;
  onDiscard: () => void;
};

/** What is unsaved, in prod whom it touches, and the button that says where it goes. */
export function SaveBar({ environment, isNew, changes, usedBy, isSaving, isSaved, isBlocked, onDiscard }: Props) {
  const { name: env } = environment;
  const isProd = environment.class === 'prod';
  const isDirty = changes > 0;
  return (
    <footer className={classes.saveBar} data-dirty={isDirty || undefined}>
      {isProd && isDirty && !isNew && (
        <p className={classes.touches}>
          {usedBy.length === 0 ? texts.touchesNone(env) : texts.touches(usedBy.length, env)} <FlowNames ids={usedBy} env={env} />
        </p>
      )}
      <div className={classes.foot}>
        <span className={classes.saved} role="status">
          {isDirty ? !isNew && texts.unsaved(changes) : isSaved && texts.saved}
        </span>
        {isDirty && !isNew && (
          <Button variant="subtle" onClick={onDiscard}>
            {texts.discard}
          </Button>
        )}
        <Button
          type="submit"
          variant={isProd ? 'prod' : 'filled'}
          loading={isSaving}
          disabled={!isDirty || isBlocked}
          leftSection={isProd && <Glyph name="lock" size={14} />}
        >
          {isNew ? (isProd ? texts.createIn(env) : texts.create) : isProd ? texts.saveIn(env) : texts.save}
        </Button>
      </div>
    </footer>
  );
}
