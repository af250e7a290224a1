import type { FlowNode } from '@crossdock/flows/document/flow';
import { outputPorts } from '@crossdock/nodes/contract/descriptor';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { reasonOf } from '../kit/error-note.tsx';
import { printJson } from '../kit/json/json-tokens.ts';
import { useChangePin } from '../server/pins.ts';
import { useSignedIn } from '../server/session.ts';
import { useEditor } from '../state/editor-context.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import { CodeField } from './code-field.tsx';
import paneClasses from './panes.module.css';
import { pinnable, pinOf } from './pin-text.ts';
import type { NodeData } from './use-node-data.ts';

/** The pinned output as JSON, to be changed or written from nothing. */
export function PinEditor({ node, data, onClose }: { node: FlowNode; data: NodeData; onClose: () => void }) {
  const { flowId, catalog } = useEditor();
  const { user } = useSignedIn();
  const change = useChangePin(flowId);
  const ports = useMemo(() => {
    const descriptor = catalog.get(node.type, node.version);
    const own = descriptor ? outputPorts(descriptor.ports, node.config) : ['out'];
    return own.includes('error') ? own : [...own, 'error'];
  }, [catalog, node]);
  const [text, setText] = useState(() => {
    const known = data.pin ? { ok: true as const, outputs: data.pin.outputs } : pinnable(data.output);
    return printJson(known.ok ? known.outputs : { [ports[0] ?? 'out']: [{}] });
  });
  const parsed = pinOf(text, ports);
  return (
    <div className={paneClasses.editor}>
      <p className={paneClasses.help}>{texts.pin.editHelp}</p>
      <CodeField
        label={texts.pin.editTitle(node.name)}
        isLabelHidden
        language="json"
        value={text}
        rows={10}
        error={parsed.ok ? (change.error ? texts.pin.failed(reasonOf(change.error)) : null) : parsed.reason}
        onChange={setText}
      />
      <div className={paneClasses.editorActions}>
        <Button
          size="xs"
          variant="filled"
          disabled={!parsed.ok}
          loading={change.isPending}
          onClick={() => parsed.ok && change.mutate({ nodeId: node.id, outputs: parsed.outputs, by: user.name }, { onSuccess: onClose })}
        >
          {texts.pin.save}
        </Button>
        <Button size="xs" onClick={onClose}>
          {texts.pin.cancel}
        </Button>
      </div>
    </div>
  );
}
