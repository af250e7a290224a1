import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Duration } from '../kit/duration.tsx';
import { EnvChip } from '../kit/env-chip.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import { countOf, formatBytes, formatCount } from '../kit/format.ts';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useSignedIn } from '../server/session.ts';
import type { RunDetail } from '../server/shapes.ts';
import { environmentNamed } from '../shell/environment.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import { ChunkProgress } from './chunk-progress.tsx';
import { RunActions } from './run-actions.tsx';
import classes from './run-head.module.css';
import { relationsOf } from './run-relations.ts';
import { RunStatusBadge } from './run-status.tsx';
import { RunWaits } from './run-waits.tsx';
import { itemsThrough, tagOf, versionText, whatHappened } from './run-words.ts';

/** Links of a kind; a flow that is called for each of a thousand lines must not fill the page. */
const linked = 6;

/** The head of a run's page: its key and state, the facts, what happened and what can be done. */
export function RunHead({ run }: { run: RunDetail }) {
  const environment = environmentNamed(useSignedIn().environments, run.env);
  // The step that failed is shown below with its own note; the same words twice help nobody.
  const isSaidBelow = run.steps.some((step) => step.error !== null);
  const others = run.keys.filter((key) => key.value !== run.title);
  return (
    <header className={classes.head}>
      <div className={classes.titleRow}>
        <h1 className={classes.title}>{run.title}</h1>
        <RunStatusBadge run={run} variant="pill" />
        {others.map((key) => (
          <span key={`${key.kind}/${key.value}`} className={classes.key}>
            {key.kind} <KeyText>{key.value}</KeyText>
          </span>
        ))}
        <div className={classes.actions}>
          <RunActions run={run} isQuiet={isSaidBelow} />
        </div>
      </div>
      <div className={classes.happened}>
        {run.error && !isSaidBelow ? <ErrorNote error={run.error} /> : <p>{whatHappened(run)}</p>}
        <RunWaits waits={run.waits} />
      </div>
      {run.chunks && <ChunkProgress run={run} chunks={run.chunks} />}
      <dl className={classes.facts}>
        <Fact name={texts.flow}>
          <Link href={`/flows/${run.flow.id}`}>{run.flow.name}</Link> {versionText(run)}
          {run.isTest && ', test'}
          {tagOf(run) !== null && `, ${tagOf(run)}`}
        </Fact>
        <Fact name={texts.environment}>
          <EnvChip name={environment.name} kind={environment.class} size="sm" />
        </Fact>
        <Fact name={texts.started}>
          <RelativeTime at={run.createdAt} />
        </Fact>
        <Fact name={texts.duration}>
          <Duration ms={run.durationMs} since={run.createdAt} />
        </Fact>
        <Fact name={texts.items}>{itemsThrough(run)}</Fact>
        {run.chunk && (
          <Fact name={texts.partOf}>
            <Link href={`/runs/${run.chunk.of}`} className="mono">
              {run.chunk.of}
            </Link>
            {`, lines ${formatCount(run.chunk.firstLine)} to ${formatCount(run.chunk.lastLine)}`}
          </Fact>
        )}
        {run.lookups.length > 0 && (
          <Fact name={texts.lookups}>
            {run.lookups.map(({ name, version }) => (
              <Link key={name} href={`/lookups/${name}`} className={classes.lookup}>
                {texts.lookupVersion(name, version)}
              </Link>
            ))}
          </Fact>
        )}
        <Fact name={texts.message}>{formatBytes(run.message.bytes)}</Fact>
        {run.answer && <Fact name={texts.answer}>{run.answer.status}</Fact>}
        <Fact name={texts.correlationId}>
          <KeyText isCopyable>{run.correlationId}</KeyText>
        </Fact>
        <Fact name={texts.run}>
          <KeyText isCopyable>{run.id}</KeyText>
        </Fact>
        {run.recoveries > 0 && <Fact name={texts.takenOver}>{texts.afterACrash(countOf(run.recoveries, 'time'))}</Fact>}
        {relationsOf(run.related).map(({ title, runs }) => (
          <Fact key={title} name={title}>
            {runs.slice(0, linked).map((other) => (
              <Link key={other.id} href={`/runs/${other.id}`} className={classes.replay} title={other.id}>
                <StatusBadge look={runLooks[other.status]} variant="icon" />
                <span>{other.flow.name}</span>
              </Link>
            ))}
            {runs.length > linked && ` and ${runs.length - linked} more`}
          </Fact>
        ))}
        {run.replayOf !== null && (
          <Fact name={texts.replayOf}>
            <Link href={`/runs/${run.replayOf}`} className="mono">
              {run.replayOf}
            </Link>
            {run.replay && `, by ${run.replay.by}`}
          </Fact>
        )}
        {run.replay?.reason && <Fact name={texts.reason}>{run.replay.reason}</Fact>}
        {run.replays.length > 0 && (
          <Fact name={texts.replayedAs}>
            {run.replays.map((replay) => (
              <Link key={replay.id} href={`/runs/${replay.id}`} className={classes.replay}>
                <StatusBadge look={runLooks[replay.status]} variant="icon" />
                <span className="mono">{replay.id}</span>
              </Link>
            ))}
          </Fact>
        )}
      </dl>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
