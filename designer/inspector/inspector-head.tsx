import type { FlowNode } from '@crossdock/flows/document/flow';
import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './inspector.module.css';
import { StepNote } from './step-note.tsx';
import { TestStepButton } from './test-step-button.tsx';
import { UpgradeButton } from './upgrade-button.tsx';
import type { NodeData } from './use-node-data.ts';

const texts = inspectorTexts.head;

/** Which step it is, where it stands, and what can be done with it and with the panel. */
export function InspectorHead({ node, data }: { node: FlowNode; data: NodeData }) {
  const { catalog, document, view, may } = useEditor();
  const descriptor = catalog.get(node.type, node.version);
  const from = useDocument((state) => state.flow.edges.find((edge) => edge.to.node === node.id)?.from.port);
  const [side, setSide] = usePreference('dockSide');
  const isMaximised = useView((state) => state.isDockMaximised);
  const isAtBottom = side === 'bottom';
  const sideTitle = isAtBottom ? texts.toRight : texts.toBottom;
  const sizeTitle = isMaximised ? texts.small : texts.large;
  const isTrigger = descriptor?.kind === 'trigger';
  return (
    <header className={classes.head} data-disabled={node.disabled || undefined}>
      <NodeTile tile={descriptor?.tile ?? 'routing'} icon={descriptor?.icon ?? 'help-circle'} />
      <StepName node={node} />
      {isAtBottom && (
        <span className={classes.type}>
          {node.type} v{node.version}
        </span>
      )}
      {may.edit && <UpgradeButton node={node} />}
      {isAtBottom && from !== undefined && from !== 'out' && <span className={classes.where}>{texts.onPort(from)}</span>}
      {node.disabled && isAtBottom && <span className={classes.off}>{texts.disabled}</span>}
      <span className={classes.tools}>
        {(may.edit || node.note !== '') && <StepNote node={node} />}
        {!isTrigger && may.edit && (
          <Tooltip label={node.disabled ? texts.enable : texts.disable}>
            <span className={classes.toggle}>
              <Switch
                size="xs"
                aria-label={node.disabled ? texts.enable : texts.disable}
                checked={!node.disabled}
                onChange={(event) => document.change([{ op: 'set-disabled', node: node.id, disabled: !event.currentTarget.checked }])}
              />
            </span>
          </Tooltip>
        )}
        {may.test && <TestStepButton node={node} data={data} label={isAtBottom ? texts.test : texts.testShort} />}
        <Tooltip label={`${sideTitle}  Ctrl .`}>
          <ActionIcon size="xs" aria-label={sideTitle} onClick={() => setSide(isAtBottom ? 'right' : 'bottom')}>
            <Glyph name={isAtBottom ? 'layout-sidebar-right' : 'layout-bottombar'} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`${sizeTitle}  F`}>
          <ActionIcon size="xs" aria-label={sizeTitle} onClick={() => view.setState({ isDockMaximised: !isMaximised })}>
            <Glyph name={isMaximised ? 'arrows-minimize' : 'arrows-maximize'} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={texts.close}>
          <ActionIcon size="xs" aria-label={texts.close} onClick={() => view.setState({ selected: [], isDockMaximised: false })}>
            <Glyph name="x" />
          </ActionIcon>
        </Tooltip>
      </span>
    </header>
  );
}

/** The name; Enter keeps it, Esc brings the old one back. */
function StepName({ node }: { node: FlowNode }) {
  const { document, may } = useEditor();
  return (
    <input
      readOnly={!may.edit}
      className={classes.name}
      aria-label={texts.name}
      key={node.name}
      defaultValue={node.name}
      maxLength={80}
      size={Math.max(6, node.name.length)}
      onBlur={(event) => {
        const name = event.currentTarget.value.trim();
        if (name !== '' && name !== node.name) document.change([{ op: 'rename-node', node: node.id, name }]);
        else event.currentTarget.value = node.name;
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.currentTarget.value = node.name;
          event.currentTarget.blur();
        }
      }}
    />
  );
}
