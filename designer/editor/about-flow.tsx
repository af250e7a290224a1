import type { Flow } from '@crossdock/flows/document/flow';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { flowSettingsTexts } from '../texts/flow-settings.ts';
import classes from './settings-tab.module.css';

const texts = flowSettingsTexts.about;
type AboutField = 'name' | 'purpose' | 'channel' | 'owner' | 'unit';

/** Name, purpose, and whose the flow is. */
export function AboutFlow({ flow }: { flow: Flow }) {
  return (
    <div className={classes.grid}>
      <AboutInput flow={flow} field="name" label={texts.name} placeholder={texts.namePlaceholder} max={80} />
      <AboutInput
        flow={flow}
        field="purpose"
        label={texts.purpose}
        placeholder={texts.purposePlaceholder}
        help={texts.purposeHelp}
        max={200}
      />
      <AboutInput
        flow={flow}
        field="channel"
        label={texts.channel}
        placeholder={texts.channelPlaceholder}
        help={texts.channelHelp}
        max={60}
      />
      <AboutInput flow={flow} field="owner" label={texts.owner} placeholder={texts.ownerPlaceholder} max={80} />
      <AboutInput flow={flow} field="unit" label={texts.unit} help={texts.unitHelp} max={40} />
    </div>
  );
}

type InputProps = { flow: Flow; field: AboutField; label: string; placeholder?: string; help?: string; max: number };

function AboutInput({ flow, field, label, placeholder = '', help, max }: InputProps) {
  const { document } = useEditor();
  // A name is never empty in the document; the field may be while somebody writes another.
  const [isEmptied, setEmptied] = useState(false);
  const isNameless = field === 'name' && isEmptied;
  return (
    <TextInput
      label={label}
      description={help}
      placeholder={placeholder}
      maxLength={max}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={isNameless ? '' : flow[field]}
      error={isNameless && texts.nameMissing}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setEmptied(text === '');
        if (field !== 'name' || text !== '') document.change([{ op: 'set-flow', change: { [field]: text } }], { typing: `flow ${field}` });
      }}
      onBlur={() => {
        setEmptied(false);
        document.endTyping();
      }}
    />
  );
}
