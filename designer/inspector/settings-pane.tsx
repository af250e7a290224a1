import type { FlowNode } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import type { InspectorTab } from '../state/view-store.ts';
import { DocsTab } from './docs-tab.tsx';
import { EffectLine } from './effect-line.tsx';
import { EffectsTab } from './effects-tab.tsx';
import { FailureTab } from './failure-tab.tsx';
import { formOf } from './form.ts';
import type { Form } from './form-context.tsx';
import { FormView } from './form-view.tsx';
import classes from './inspector.module.css';
import { NodeProblems } from './node-problems.tsx';

/** The settings of a step, in tabs. The form is derived from the type's schema. */
export function SettingsPane({ node, item }: { node: FlowNode; item: unknown }) {
  const { catalog, document, view } = useEditor();
  const descriptor = catalog.get(node.type, node.version);
  const problems = useDocument((state) => state.problems);
  const tab = useView((state) => state.tab);
  const own = useMemo(() => problems.filter((problem) => problem.nodeId === node.id), [problems, node.id]);
  const fields = useMemo(() => (descriptor ? formOf(descriptor.configSchema) : []), [descriptor]);
  const form = useMemo<Form>(
    () => ({
      problems: own,
      problemPrefix: 'config',
      values: node.config,
      sample: item,
      system: descriptor?.system ?? null,
      change: (path, value) => {
        const at = formatPath(path);
        document.change([{ op: 'set-config', node: node.id, path: at, value }], { typing: `${node.id} ${at}` });
      },
      endTyping: () => document.endTyping(),
    }),
    [own, item, descriptor, document, node.id, node.config],
  );
  const touchesOutside = descriptor?.kind === 'effect' || descriptor?.kind === 'read';
  const shown: InspectorTab = tab === 'effects' && !touchesOutside ? 'settings' : tab;
  const failures = own.filter((problem) => problem.field?.startsWith('onFailure')).length;
  return (
    <section className={classes.pane} aria-label="Settings">
      <Tabs
        value={shown}
        onChange={(next) => view.setState({ tab: (next ?? 'settings') as InspectorTab })}
        className={classes.settings ?? ''}
        keepMounted={false}
      >
        <header className={classes.paneHead}>
          <h3 className={classes.paneTitle}>Settings</h3>
          <Tabs.List className={classes.settingTabs ?? ''}>
            <Tabs.Tab value="settings" data-first-focus>
              {touchesOutside ? 'Request' : 'Settings'}
            </Tabs.Tab>
            {descriptor?.kind !== 'trigger' && <Tabs.Tab value="failure">On failure{failures > 0 && ` ${failures}`}</Tabs.Tab>}
            {touchesOutside && <Tabs.Tab value="effects">Effects</Tabs.Tab>}
            <Tabs.Tab value="docs">Docs</Tabs.Tab>
          </Tabs.List>
        </header>
        <div className={classes.scroll}>
          <Tabs.Panel value="settings">
            <NodeProblems problems={own} />
            {descriptor ? (
              <>
                <FormView form={form} fields={fields} />
                {fields.length === 0 && <p className={classes.nothing}>This step has no settings.</p>}
              </>
            ) : (
              <p className={classes.nothing}>
                This installation does not know the type {node.type} v{node.version}. The step is kept as it is; install the type or delete
                the step.
              </p>
            )}
            {descriptor?.kind === 'effect' && <EffectLine node={node} descriptor={descriptor} />}
          </Tabs.Panel>
          <Tabs.Panel value="failure">{descriptor && <FailureTab node={node} descriptor={descriptor} problems={own} />}</Tabs.Panel>
          <Tabs.Panel value="effects">{descriptor && <EffectsTab descriptor={descriptor} />}</Tabs.Panel>
          <Tabs.Panel value="docs">{descriptor && <DocsTab descriptor={descriptor} />}</Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}
