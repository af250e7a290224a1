import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { useFlows, useSampleFlows } from '../server/queries.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { newFlowTexts as texts } from '../texts/new-flow.ts';
import classes from './new-flow.module.css';
import { requestOf, type Start } from './start.ts';
import { StartView } from './start-view.tsx';
import { useCreateFlow } from './use-create-flow.ts';

/** A name and what to start from; beside it what that gives. */
export function NewFlowPage() {
  const environment = useEnvironment();
  const [search] = useSearchParams();
  const samples = useSampleFlows().data ?? [];
  const channels = useChannels(environment.name);
  const [name, setName] = useState('');
  const [channel, setChannel] = useState('');
  const [start, setStart] = useState<Start>(() => startOf(search.get('from')));
  const create = useCreateFlow();
  const sample = start.kind === 'sample' ? samples.find((each) => each.id === start.id) : undefined;
  const suggested = sample?.name ?? (start.kind === 'file' ? nameIn(start.text) : '');
  const finalName = name.trim() || suggested;
  const from = finalName === '' ? null : requestOf(start, finalName);

  return (
    <Page crumbs={[{ title: texts.flows, path: '/flows' }, { title: texts.title }]}>
      <PageHeader title={texts.title} />
      <form
        className={classes.columns}
        onSubmit={(event) => {
          event.preventDefault();
          if (from !== null) create.mutate({ name: finalName, channel: channel.trim(), from, isGuided: start.kind === 'guided' });
        }}
      >
        <div className={classes.side}>
          <div className={classes.fields}>
            <TextInput
              label={texts.name}
              placeholder={suggested || texts.namePlaceholder}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={80}
              autoFocus
            />
            <TextInput
              label={texts.channel}
              description={texts.channelHelp}
              placeholder={sample?.channel ?? texts.channelPlaceholder}
              value={channel}
              onChange={(event) => setChannel(event.currentTarget.value)}
              list="new-flow-channels"
              maxLength={60}
            />
            <datalist id="new-flow-channels">
              {channels.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </div>
          <fieldset className={classes.starts}>
            <legend>{texts.start}</legend>
            <p className={classes.group}>{texts.own}</p>
            {(['guided', 'blank', 'document', 'file'] as const).map((kind) => (
              <StartOption
                key={kind}
                {...texts.starts[kind]}
                isChosen={start.kind === kind}
                onChoose={() => setStart(kind === 'document' || kind === 'file' ? { kind, text: '' } : { kind })}
              />
            ))}
            {samples.length > 0 && <p className={classes.group}>{texts.reference}</p>}
            {samples.map((each) => (
              <StartOption
                key={each.id}
                title={each.name}
                purpose={each.purpose}
                isChosen={sample === each}
                onChoose={() => setStart({ kind: 'sample', id: each.id })}
              />
            ))}
          </fieldset>
          <div className={classes.foot}>
            {create.isError && <FailureNote what={texts.failed} failure={create.error} />}
            {from === null && <p className={classes.missing}>{finalName === '' ? texts.needsName : texts.needsDocument}</p>}
            <Button type="submit" variant="filled" disabled={from === null} loading={create.isPending} fullWidth>
              {texts.create}
            </Button>
          </div>
        </div>
        <StartView start={start} name={finalName} onChange={setStart} />
      </form>
    </Page>
  );
}

function useChannels(env: string): readonly string[] {
  const flows = useFlows(env).data;
  return useMemo(() => [...new Set((flows ?? []).map((flow) => flow.channel))].sort(), [flows]);
}

/** `?from=guided`, `?from=document`, or the id of a reference flow. */
function startOf(asked: string | null): Start {
  if (asked === 'guided' || asked === 'blank') return { kind: asked };
  if (asked === 'document' || asked === 'file') return { kind: asked, text: '' };
  return asked === null ? { kind: 'blank' } : { kind: 'sample', id: asked };
}

/** What a pasted flow is called. */
function nameIn(text: string): string {
  const [, found = ''] = /"name"\s*:\s*"((?:[^"\\]|\\.){1,80})"/.exec(text) ?? [];
  return found;
}

type OptionProps = { title: ReactNode; purpose: string; isChosen: boolean; onChoose: () => void };

function StartOption({ title, purpose, isChosen, onChoose }: OptionProps) {
  return (
    <label className={classes.start} data-chosen={isChosen || undefined}>
      <input type="radio" name="start" checked={isChosen} onChange={onChoose} />
      <span className={classes.startTitle}>{title}</span>
      <span className={classes.startPurpose}>{purpose}</span>
    </label>
  );
}
