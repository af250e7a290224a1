import { Button, Popover, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { client, reply } from '../server/client.ts';
import { useSampleFlows } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import classes from './new-flow.module.css';

type Start = { name: string; channel: string; sample: string | null };

/** Creates a flow and opens it. */
export function useNewFlow() {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: ({ name, channel, sample }: Start) =>
      reply(
        client.POST('/api/flows', { body: { name, ...(channel !== '' && { channel }), from: sample === null ? 'blank' : { sample } } }),
      ),
    onSuccess: (draft) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
      go(`/flows/${(draft as unknown as { flow: { id: string } }).flow.id}`);
    },
  });
}

type Props = {
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
  channels: readonly string[];
  /** Another button of the page is the primary one. */
  isQuiet?: boolean;
};

/** The button and the small form behind it: a name, and what to start from. */
export function NewFlow({ isOpen, onChange, channels, isQuiet = false }: Props) {
  return (
    <Popover opened={isOpen} onChange={onChange} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <Button variant={isQuiet ? 'default' : 'filled'} leftSection={<Glyph name="plus" size={14} />} onClick={() => onChange(!isOpen)}>
          New flow
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <NewFlowForm channels={channels} />
      </Popover.Dropdown>
    </Popover>
  );
}

function NewFlowForm({ channels }: { channels: readonly string[] }) {
  const samples = useSampleFlows().data ?? [];
  const [start, setStart] = useState<Start>({ name: '', channel: '', sample: null });
  const create = useNewFlow();
  const name = start.name.trim() === '' ? (samples.find((sample) => sample.id === start.sample)?.name ?? '') : start.name.trim();
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') create.mutate({ ...start, name });
      }}
    >
      <TextInput
        label="Name"
        placeholder={name || 'Shopify order to ERP'}
        value={start.name}
        onChange={(event) => setStart({ ...start, name: event.currentTarget.value })}
        maxLength={80}
        data-autofocus
      />
      <TextInput
        label="Channel"
        description="Flows of one channel stand together and share a queue."
        placeholder="General"
        value={start.channel}
        onChange={(event) => setStart({ ...start, channel: event.currentTarget.value })}
        list="new-flow-channels"
        maxLength={60}
      />
      <datalist id="new-flow-channels">
        {channels.map((channel) => (
          <option key={channel} value={channel} />
        ))}
      </datalist>
      <fieldset className={classes.starts}>
        <legend>Start from</legend>
        <StartOption
          title="Blank"
          purpose="An empty canvas"
          isChosen={start.sample === null}
          onChoose={() => setStart({ ...start, sample: null })}
        />
        {samples.map((sample) => (
          <StartOption
            key={sample.id}
            title={sample.name}
            purpose={sample.purpose}
            isChosen={start.sample === sample.id}
            onChoose={() => setStart({ ...start, sample: sample.id })}
          />
        ))}
      </fieldset>
      {create.isError && <FailureNote what="The flow was not created" failure={create.error} />}
      <Button type="submit" variant="filled" disabled={name === ''} loading={create.isPending} fullWidth>
        Create flow
      </Button>
    </form>
  );
}

function StartOption({ title, purpose, isChosen, onChoose }: { title: string; purpose: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className={classes.start} data-chosen={isChosen || undefined}>
      <input type="radio" name="start" checked={isChosen} onChange={onChoose} />
      <span className={classes.startTitle}>{title}</span>
      <span className={classes.startPurpose}>{purpose}</span>
    </label>
  );
}
