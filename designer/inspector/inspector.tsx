import type { FlowNode } from '@crossdock/flows/document/flow';
import { Tabs } from '@mantine/core';
import { useEffect } from 'react';
import { useEditor, useView } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { focusField } from './focus-field.ts';
import { InputPane } from './input-pane.tsx';
import classes from './inspector.module.css';
import { InspectorHead } from './inspector-head.tsx';
import { OutputPane } from './output-pane.tsx';
import { SettingsPane } from './settings-pane.tsx';
import { useInspectorCommands } from './use-inspector-commands.ts';
import { useNodeData } from './use-node-data.ts';
import { useSamples } from './use-samples.ts';

/** One step, open: what comes in, its settings, what goes out. Side by side at the bottom, as tabs at the right. */
export function Inspector({ node }: { node: FlowNode }) {
  const { view } = useEditor();
  const [side] = usePreference('dockSide');
  const field = useView((state) => state.focusField);
  const data = useNodeData(node.id);
  const { samples, shown } = useSamples(data);
  useInspectorCommands();

  useEffect(() => {
    if (field === null) return;
    view.setState({ focusField: null });
    requestAnimationFrame(() => focusField(field));
  }, [field, view]);

  if (side === 'right') {
    return (
      <>
        <InspectorHead node={node} data={data} />
        <Tabs defaultValue="settings" className={classes.stack ?? ''} keepMounted={false}>
          <Tabs.List className={classes.stackTabs ?? ''}>
            <Tabs.Tab value="input">{texts.input}</Tabs.Tab>
            <Tabs.Tab value="settings">{texts.settings}</Tabs.Tab>
            <Tabs.Tab value="output">{texts.output}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="input" className={classes.stackPanel ?? ''}>
            <InputPane node={node} data={data} />
          </Tabs.Panel>
          <Tabs.Panel value="settings" className={classes.stackPanel ?? ''}>
            <SettingsPane node={node} item={shown?.json} samples={samples} />
          </Tabs.Panel>
          <Tabs.Panel value="output" className={classes.stackPanel ?? ''}>
            <OutputPane node={node} data={data} />
          </Tabs.Panel>
        </Tabs>
      </>
    );
  }
  return (
    <>
      <InspectorHead node={node} data={data} />
      <div className={classes.columns}>
        <InputPane node={node} data={data} />
        <SettingsPane node={node} item={shown?.json} samples={samples} />
        <OutputPane node={node} data={data} />
      </div>
    </>
  );
}
