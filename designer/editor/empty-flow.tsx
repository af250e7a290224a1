import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { openPalette } from '../canvas/open-palette.ts';
import { runCommand } from '../commands/registry.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { editorTexts as texts } from '../texts/editor.ts';
import classes from './empty-flow.module.css';

/** What an empty canvas says. */
export function EmptyFlow() {
  const { flowId, view } = useEditor();
  const [guided] = usePreference('guidedFlow');
  return (
    <div className={classes.place}>
      <EmptyState
        title={texts.emptyTitle}
        action={
          guided !== flowId && (
            <>
              <Button
                variant="filled"
                leftSection={<IconPlus size={14} stroke={1.75} />}
                onClick={(event) => openPalette(view, event.currentTarget, { kind: 'free' })}
              >
                {texts.chooseTrigger}
              </Button>
              <Button onClick={() => runCommand('guide.toggle')}>{texts.guideMe}</Button>
            </>
          )
        }
      >
        {texts.emptyText}
      </EmptyState>
    </div>
  );
}
