import type { FlowNode } from '@crossdock/flows/document/flow';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { reasonOf } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { isUnderWay } from '../kit/status.ts';
import { useChangePin } from '../server/pins.ts';
import { useSignedIn } from '../server/session.ts';
import { useEditor } from '../state/editor-context.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import paneClasses from './panes.module.css';
import { pinnable } from './pin-text.ts';
import type { NodeData } from './use-node-data.ts';

type Props = { node: FlowNode; data: NodeData; isEditing: boolean; onEdit: () => void };

/** Pins what went out of the step, unpins it, and opens it as JSON. */
export function PinTools({ node, data, isEditing, onEdit }: Props) {
  const { flowId, may } = useEditor();
  const { user } = useSignedIn();
  const change = useChangePin(flowId);
  const { mutate } = change;
  const { pin } = data;
  const isUnderWayNow = data.isLoading || (data.run !== null && isUnderWay(data.run.status));
  const outputs = useMemo(() => pinnable(data.output), [data.output]);
  const commands = useMemo<Command[]>(
    () =>
      may.edit
        ? [
            {
              id: 'step.pin',
              title: texts.pin.toggle,
              icon: 'pin',
              group: texts.step.group,
              shortcut: 'p',
              isEnabled: () => (pin || outputs.ok ? true : outputs.reason),
              run: () => mutate({ nodeId: node.id, outputs: pin ? null : outputs.ok ? outputs.outputs : null, by: user.name }),
            },
          ]
        : [],
    [may.edit, mutate, node.id, outputs, pin, user.name],
  );
  useCommands('pin', commands);
  if (isEditing || !may.edit) return null;
  return (
    <span className={paneClasses.tools} style={data.step && !pin ? undefined : { marginLeft: 'auto' }}>
      {change.error && (
        <span role="alert" className="visually-hidden">
          {texts.pin.failed(reasonOf(change.error))}
        </span>
      )}
      {pin && (
        <Button size="xs" variant="subtle" onClick={onEdit}>
          {texts.pin.edit}
        </Button>
      )}
      <Tooltip
        label={change.error ? texts.pin.failed(reasonOf(change.error)) : pin ? texts.pin.unpinTitle : texts.pin.pinTitle}
        multiline
        maw={280}
      >
        <ActionIcon
          size="xs"
          aria-label={pin ? texts.pin.unpin : texts.pin.pin}
          aria-pressed={pin !== null}
          {...(isUnderWayNow && !pin && !outputs.ok && { 'data-disabled': true })}
          data-danger={change.error !== null || undefined}
          onClick={() => {
            if (pin) mutate({ nodeId: node.id, outputs: null, by: user.name });
            else if (outputs.ok) mutate({ nodeId: node.id, outputs: outputs.outputs, by: user.name });
            else if (!isUnderWayNow) onEdit();
          }}
        >
          <Glyph name={pin ? 'pinned-off' : 'pin'} size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
