import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';

type Props = {
  name: string;
  /** What the last run gave here. */
  came: readonly unknown[] | undefined;
  onTake: (list: readonly unknown[]) => void;
  onRemove: () => void;
};

/** Beside an expectation: take what came, and take it away. */
export function ExpectationActions({ name, came, onTake, onRemove }: Props) {
  return (
    <>
      {came !== undefined && (
        <Tooltip label={texts.takeFoundHelp}>
          <Button size="compact-xs" variant="subtle" onClick={() => onTake(came)}>
            {texts.takeFound}
          </Button>
        </Tooltip>
      )}
      <ActionIcon variant="subtle" aria-label={texts.remove(name)} onClick={onRemove}>
        <Glyph name="x" size={14} />
      </ActionIcon>
    </>
  );
}
