import type { Flow } from '@crossdock/flows/document/flow';
import { type ReplayEffect, replayEffectOf } from '@crossdock/flows/graph/replay-effect';
import { ActionIcon } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { replayActions } from '../../runs/replay-plan.ts';
import { useReplayPlan } from '../../server/queries.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { dataTexts } from '../../texts/data.ts';
import classes from './overlays.module.css';
import { ReplayLayer } from './replay-layer.tsx';

const texts = dataTexts.replay;

const looks: Record<ReplayEffect, { family: string; icon: string }> = {
  computed: { family: 'idle', icon: 'refresh' },
  kept: { family: 'good', icon: 'circle-check' },
  keyed: { family: 'info', icon: 'arrow-up-right' },
  asked: { family: 'warn', icon: 'help-circle' },
  read: { family: 'info', icon: 'refresh' },
  waits: { family: 'wait', icon: 'hourglass-empty' },
  untouched: { family: 'idle', icon: 'circle-dashed' },
};

const weights: readonly ReplayEffect[] = ['asked', 'keyed', 'waits', 'read', 'kept', 'computed', 'untouched'];

type Line = {
  readonly nodeId: string;
  readonly name: string;
  readonly family: string;
  readonly icon: string;
  readonly text: string;
  readonly isDim: boolean;
};

/** What a replay from a step would repeat: of a draft from its graph, of a run from its plan. */
export function ReplayCard({ flow, from, runId }: { flow: Flow; from: string; runId: string | null }) {
  return runId === null ? <OfDraft flow={flow} from={from} /> : <OfRun flow={flow} from={from} runId={runId} />;
}

function OfDraft({ flow, from }: { flow: Flow; from: string }) {
  const { catalog } = useEditor();
  const effects = useMemo(() => replayEffectOf(flow, catalog, from), [flow, catalog, from]);
  // What touches the outside is what people look for.
  const ordered = effects.toSorted((a, b) => weights.indexOf(a.effect) - weights.indexOf(b.effect));
  const lines = ordered.map(({ nodeId, effect }) => ({
    nodeId,
    name: nameOf(flow, nodeId),
    ...looks[effect],
    text: texts.effects[effect],
    isDim: effect === 'untouched',
  }));
  const marks = effects.map(({ nodeId, effect }) => ({ nodeId, family: looks[effect].family, text: texts.marks[effect] }));
  const outside = effects.filter(
    ({ effect }) => effect === 'keyed' || effect === 'asked' || effect === 'read' || effect === 'waits',
  ).length;
  return (
    <>
      <ReplayLayer marks={marks} />
      <Card name={nameOf(flow, from)} lines={lines} note={`${texts.outside(outside)} ${texts.static}`} />
    </>
  );
}

function OfRun({ flow, from, runId }: { flow: Flow; from: string; runId: string }) {
  const plan = useReplayPlan(runId, { from });
  if (plan.isError) {
    return (
      <Card name={nameOf(flow, from)} lines={[]} note="">
        <FailureNote what={texts.failed} failure={plan.error} />
      </Card>
    );
  }
  const steps = plan.data?.steps ?? [];
  const lines = steps.map((step) => ({
    nodeId: step.nodeId,
    name: step.name,
    ...replayActions[step.action],
    text: step.action,
    isDim: step.action === 'not reached',
  }));
  const marks = lines.filter((line) => !line.isDim).map(({ nodeId, family, text }) => ({ nodeId, family, text }));
  return (
    <>
      <ReplayLayer marks={marks} />
      <Card name={nameOf(flow, from)} lines={lines} note={texts.ofRun} />
    </>
  );
}

function Card({ name, lines, note, children }: { name: string; lines: readonly Line[]; note: string; children?: ReactNode }) {
  const { view } = useEditor();
  return (
    <section className={classes.card} aria-label={texts.title(name)}>
      <header className={classes.cardHead}>
        <h3>{texts.title(name)}</h3>
        <ActionIcon size="xs" aria-label={texts.close} onClick={() => view.setState({ replayFrom: null })}>
          <Glyph name="x" size={14} />
        </ActionIcon>
      </header>
      {note !== '' && <p className={classes.note}>{note}</p>}
      {children}
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.nodeId} data-family={line.family} data-dim={line.isDim || undefined}>
            <Glyph name={line.icon} size={14} />
            <b>{line.name}</b>
            <small>{line.text}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf(flow: Flow, id: string): string {
  return flow.nodes.find((node) => node.id === id)?.name ?? id;
}
