import type { FlowNode, Problem } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useEditor, useView } from '../state/editor-context.tsx';
import { tabTexts } from '../state/typed-texts.ts';
import type { InspectorTab } from '../state/view-store.ts';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { DocsTab } from './docs-tab.tsx';
import { EffectLine } from './effect-line.tsx';
import { EffectsTab } from './effects-tab.tsx';
import { FailureTab } from './failure-tab.tsx';
import { formOf } from './form.ts';
import type { Form, Samples } from './form-context.tsx';
import { FormView } from './form-view.tsx';
import classes from './inspector.module.css';
import { NodeProblems } from './node-problems.tsx';
import { isOnCount, TabCount } from './tab-count.tsx';
import { placeOf, useProblemCommand } from './use-problem-command.ts';
import { useStepProblems } from './use-step-problems.ts';
import { WholeConfig } from './whole-config.tsx';

/** The settings of a step, in tabs. The form is derived from the type's schema; the same settings can be written as JSON. */
export function SettingsPane({ node, item, samples }: { node: FlowNode; item: unknown; samples: Samples | undefined }) {
  const { catalog, document, view, flowId, may } = useEditor();
  const descriptor = catalog.get(node.type, node.version);
  const tab = useView((state) => state.tab);
  const problems = useStepProblems(node);
  const { onType, onLeave, shown } = problems;
  const fields = useMemo(() => (descriptor ? formOf(descriptor.configSchema) : []), [descriptor]);
  const typed = useMemo(() => tabTexts(flowId), [flowId]);
  const [isJson, setJson] = useState(false);
  const form: Form = {
    problems: shown,
    problemPrefix: 'config',
    values: node.config,
    sample: item,
    samples,
    system: descriptor?.system ?? null,
    examples: (descriptor?.examples ?? []).map((example) => (example as { config?: unknown }).config),
    typed,
    place: `${node.id}/config`,
    change: (path, value) => {
      const at = formatPath(path);
      onType(path, value);
      if (path.length === 0)
        document.change([{ op: 'replace-config', node: node.id, config: (value ?? {}) as Record<string, unknown> }], { typing: node.id });
      else document.change([{ op: 'set-config', node: node.id, path: at, value }], { typing: `${node.id} ${at}` });
    },
    endTyping: () => {
      onLeave();
      document.endTyping();
    },
  };
  const touchesOutside = descriptor?.kind === 'effect' || descriptor?.kind === 'read';
  const open: InspectorTab =
    (tab === 'effects' && !touchesOutside) || (tab === 'failure' && descriptor?.kind === 'trigger') ? 'settings' : tab;
  const inConfig = shown.filter((problem) => problem.field?.startsWith('config'));
  const inFailure = shown.filter((problem) => problem.field?.startsWith('onFailure'));
  const goTo = (problem: Problem | undefined) => {
    if (problem) view.setState(placeOf(problem));
  };
  useProblemCommand(shown, goTo);
  return (
    <section className={classes.pane} aria-label={texts.panes.settings}>
      <Tabs
        value={open}
        onChange={(next) => view.setState({ tab: (next ?? 'settings') as InspectorTab })}
        className={classes.settings ?? ''}
        keepMounted={false}
      >
        <header className={classes.paneHead}>
          <h3 className={classes.paneTitle}>{texts.panes.settings}</h3>
          <Tabs.List className={classes.settingTabs ?? ''}>
            <Tabs.Tab
              value="settings"
              data-first-focus
              rightSection={inConfig.length > 0 && <TabCount problems={inConfig} />}
              onClick={(event) => isOnCount(event.target) && goTo(inConfig[0])}
            >
              {touchesOutside ? texts.tabs.request : texts.tabs.settings}
            </Tabs.Tab>
            {descriptor?.kind !== 'trigger' && (
              <Tabs.Tab
                value="failure"
                rightSection={inFailure.length > 0 && <TabCount problems={inFailure} />}
                onClick={(event) => isOnCount(event.target) && goTo(inFailure[0])}
              >
                {texts.tabs.failure}
              </Tabs.Tab>
            )}
            {touchesOutside && <Tabs.Tab value="effects">{texts.tabs.effects}</Tabs.Tab>}
            <Tabs.Tab value="docs">{texts.tabs.docs}</Tabs.Tab>
          </Tabs.List>
        </header>
        <div className={classes.scroll}>
          <Tabs.Panel value="settings">
            <NodeProblems problems={shown} fields={fields} values={node.config} />
            {!descriptor && <p className={classes.nothing}>{texts.unknownType(node.type, node.version)}</p>}
            {descriptor && fields.length === 0 && <p className={classes.nothing}>{texts.noSettings}</p>}
            {descriptor && fields.length > 0 && (
              <fieldset className={classes.fields} disabled={!may.edit}>
                {isJson ? <WholeConfig form={form} descriptor={descriptor} /> : <FormView form={form} fields={fields} />}
              </fieldset>
            )}
            {descriptor?.kind === 'effect' && <EffectLine node={node} descriptor={descriptor} />}
            {descriptor && fields.length > 0 && (
              <button type="button" className={classes.asJson} onClick={() => setJson(!isJson)}>
                {isJson ? texts.wholeAsForm : texts.wholeAsJson}
              </button>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="failure">
            {descriptor && (
              <fieldset className={classes.fields} disabled={!may.edit}>
                <FailureTab node={node} descriptor={descriptor} problems={shown} typed={typed} />
              </fieldset>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="effects">{descriptor && <EffectsTab descriptor={descriptor} />}</Tabs.Panel>
          <Tabs.Panel value="docs">{descriptor && <DocsTab node={node} descriptor={descriptor} />}</Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}
