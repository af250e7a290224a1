import type { Flow } from '@crossdock/flows/document/flow';
import { ActionIcon } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { useEditor, useView } from '../../state/editor-context.tsx';
import { dataTexts } from '../../texts/data.ts';
import classes from './overlays.module.css';
import { RegionsLayer } from './regions-layer.tsx';
import { ReplayCard } from './replay-card.tsx';

/** What can be laid over the drawing on demand: regions, and what a replay from a step would repeat. */
export function FlowOverlays({ flow, runId }: { flow: Flow; runId: string | null }) {
  const { view } = useEditor();
  const hasRegions = useView((state) => state.hasRegions);
  const replayFrom = useView((state) => state.replayFrom);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'canvas.regions',
        title: dataTexts.regions.command,
        icon: 'frame',
        group: dataTexts.regions.group,
        shortcut: 'shift+r',
        run: () => view.setState({ hasRegions: !view.getState().hasRegions, replayFrom: null }),
      },
      {
        id: 'step.replay-effect',
        title: dataTexts.replay.command,
        icon: 'repeat',
        group: dataTexts.regions.group,
        isEnabled: () => (view.getState().selected.length === 1 ? true : dataTexts.replay.commandOff),
        run: () => view.setState({ replayFrom: view.getState().selected[0] ?? null, hasRegions: false }),
      },
    ],
    [view],
  );
  useCommands('overlays', commands);
  const from = replayFrom !== null && flow.nodes.some((node) => node.id === replayFrom) ? replayFrom : null;
  return (
    <>
      {hasRegions && <RegionsLayer flow={flow} />}
      {hasRegions && (
        <section className={classes.card} aria-label={dataTexts.regions.title}>
          <header className={classes.cardHead}>
            <h3>{dataTexts.regions.title}</h3>
            <ActionIcon size="xs" aria-label={dataTexts.regions.hide} onClick={() => view.setState({ hasRegions: false })}>
              <Glyph name="x" size={14} />
            </ActionIcon>
          </header>
          <p className={classes.note}>{dataTexts.regions.legend}</p>
        </section>
      )}
      {from !== null && <ReplayCard flow={flow} from={from} runId={runId} />}
    </>
  );
}
