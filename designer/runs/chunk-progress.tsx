import { Progress } from '@mantine/core';
import { useState } from 'react';
import type { RunDetail } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import { ChunkList } from './chunk-list.tsx';
import classes from './chunk-progress.module.css';
import { chunkFacts, chunkShare } from './chunk-words.ts';

/** How far the chunks of a big message are, and the chunks themselves when somebody asks. */
export function ChunkProgress({ run, chunks }: { run: RunDetail; chunks: NonNullable<RunDetail['chunks']> }) {
  const [isOpen, setOpen] = useState(false);
  const isUnderWay = run.finishedAt === null;
  const share = chunkShare(chunks);
  const facts = chunkFacts(chunks);
  return (
    <section className={classes.root} aria-label={texts.chunks}>
      <Progress.Root size={6} className={classes.bar}>
        <Progress.Section
          value={share * 100}
          color={chunks.failed + chunks.failedChunks > 0 ? 'var(--warn)' : 'var(--good)'}
          animated={isUnderWay}
          aria-label={`${Math.floor(share * 100)} % done`}
        />
      </Progress.Root>
      <div className={classes.facts}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? texts.hideChunks : texts.showChunks}
        </button>
      </div>
      {isOpen && <ChunkList runId={run.id} isUnderWay={isUnderWay} />}
    </section>
  );
}
