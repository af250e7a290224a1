import type { FlowNode } from '@crossdock/flows/document/flow';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconLayoutBottombar,
  IconLayoutSidebarRight,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { useTestRun } from '../editor/use-test-run.ts';
import { NodeTile } from '../kit/node-tile.tsx';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import classes from './inspector.module.css';

/** Which step it is, where it stands, and what can be done with the panel. */
export function InspectorHead({ node }: { node: FlowNode }) {
  const { catalog, document, view } = useEditor();
  const descriptor = catalog.get(node.type, node.version);
  const from = useDocument((state) => state.flow.edges.find((edge) => edge.to.node === node.id)?.from.port);
  const [side, setSide] = usePreference('dockSide');
  const isMaximised = useView((state) => state.isDockMaximised);
  const { run, sample } = useTestRun();
  return (
    <header className={classes.head}>
      <NodeTile tile={descriptor?.tile ?? 'routing'} icon={descriptor?.icon ?? 'help-circle'} />
      <input
        className={classes.name}
        aria-label="Name of the step"
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
      {side === 'bottom' && (
        <span className={classes.type}>
          {node.type} v{node.version}
        </span>
      )}
      {side === 'bottom' && from !== undefined && from !== 'out' && (
        <span className={classes.where}>
          on port <b>{from}</b>
        </span>
      )}
      <span className={classes.tools}>
        <Tooltip label="Run the sample up to this step and show its data here  Ctrl Shift Enter">
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlayerPlay size={14} stroke={1.75} />}
            loading={run.isPending}
            disabled={!sample}
            onClick={() => run.mutate({ until: node.id, stay: true })}
          >
            Test this step
          </Button>
        </Tooltip>
        <Tooltip label={side === 'bottom' ? 'Move to the right  Ctrl .' : 'Move to the bottom  Ctrl .'}>
          <ActionIcon
            size="xs"
            aria-label={side === 'bottom' ? 'Move to the right' : 'Move to the bottom'}
            onClick={() => setSide(side === 'bottom' ? 'right' : 'bottom')}
          >
            {side === 'bottom' ? <IconLayoutSidebarRight size={16} stroke={1.75} /> : <IconLayoutBottombar size={16} stroke={1.75} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={isMaximised ? 'Make small again  F' : 'Make large  F'}>
          <ActionIcon
            size="xs"
            aria-label={isMaximised ? 'Make small again' : 'Make large'}
            onClick={() => view.setState({ isDockMaximised: !isMaximised })}
          >
            {isMaximised ? <IconArrowsMinimize size={16} stroke={1.75} /> : <IconArrowsMaximize size={16} stroke={1.75} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Close">
          <ActionIcon size="xs" aria-label="Close the panel" onClick={() => view.setState({ selected: [], isDockMaximised: false })}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </span>
    </header>
  );
}
