import { settingsSchema } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { TextInput } from '@mantine/core';
import { z } from 'zod';
import { withValueAtPath } from '../inspector/config-value.ts';
import { formOf, type Schema } from '../inspector/form.ts';
import { FormView } from '../inspector/form-view.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { parsedBody } from './message-body.ts';
import { settingTexts } from './setting-texts.ts';
import classes from './tabs.module.css';
import { useSample } from './use-test-run.ts';

const fields = formOf(withTexts(z.toJSONSchema(settingsSchema, { io: 'input' }) as Schema));

/** What concerns the flow as a whole. */
export function SettingsTab() {
  const { document } = useEditor();
  const flow = useDocument((state) => state.flow);
  const problems = useDocument((state) => state.problems);
  const sample = useSample();
  const about = (field: 'name' | 'purpose' | 'channel' | 'owner' | 'unit', label: string, placeholder: string, help?: string) => (
    <TextInput
      key={field}
      label={label}
      description={help}
      placeholder={placeholder}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={flow[field]}
      onChange={(event) => {
        const text = event.currentTarget.value;
        if (field !== 'name' || text !== '') document.change([{ op: 'set-flow', change: { [field]: text } }], { typing: `flow ${field}` });
      }}
      onBlur={() => document.endTyping()}
    />
  );
  return (
    <div className={classes.scroll}>
      <div className={classes.form}>
        <h2 className={classes.title}>About</h2>
        <div className={classes.grid}>
          {about('name', 'Name', 'Shopify order to ERP')}
          {about('purpose', 'Purpose', 'Takes paid web orders into the ERP', 'One line, shown in the list of flows')}
          {about('channel', 'Channel', 'Orders', 'Flows are grouped by it; runs of one channel wait in a lane of their own')}
          {about('owner', 'Owner', 'M. Lindqvist')}
          {about('unit', 'Unit', '', 'Brand or subsidiary; empty: the whole company')}
        </div>
        <h2 className={classes.title}>How it runs</h2>
        <FormView
          fields={fields}
          form={{
            problems: problems.filter((problem) => problem.nodeId === null && problem.field?.startsWith('settings')),
            problemPrefix: 'settings',
            values: flow.settings,
            sample: sample && parsedBody(sample.message),
            system: null,
            change(path, value) {
              document.change([{ op: 'set-settings', path: formatPath(path), value }], { typing: `settings ${formatPath(path)}` });
            },
            endTyping: () => document.endTyping(),
          }}
        />
      </div>
    </div>
  );
}

/** The document's schema knows shapes; the words of the form stand with the form. */
function withTexts(schema: Schema): Schema {
  return Object.entries(settingTexts).reduce<Schema>((at, [path, hints]) => {
    const keys = path.split('.').flatMap((key) => (key === '[]' ? ['items'] : ['properties', key]));
    const here = keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], at);
    return here === undefined ? at : (withValueAtPath(at, keys, { ...(here as object), ...hints }) as Schema);
  }, schema);
}
