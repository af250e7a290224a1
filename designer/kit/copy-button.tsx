import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { kitTexts as texts } from '../texts/kit.ts';
import { Glyph } from './glyph.tsx';

/** Copies a text; the icon becomes a tick for a moment. */
export function CopyButton({ text, label }: { text: string | (() => string); label: string }) {
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Tooltip label={clipboard.copied ? texts.copied : label}>
      <ActionIcon size="xs" aria-label={label} onClick={() => clipboard.copy(typeof text === 'string' ? text : text())}>
        <Glyph name={clipboard.copied ? 'check' : 'copy'} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
