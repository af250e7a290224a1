import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useNodeTypes, useSampleFlow } from '../server/queries.ts';
import { newFlowTexts as texts } from '../texts/new-flow.ts';
import { FlowFacts } from './flow-facts.tsx';
import { flowFromDocument } from './flow-from-document.ts';
import classes from './new-flow.module.css';
import { type Start, webhookPath } from './start.ts';
import { TextDrop } from './text-drop.tsx';

const FlowDrawing = lazy(async () => ({ default: (await import('./flow-drawing.tsx')).FlowDrawing }));

/** What a start gives, before anything is created. */
export function StartView({ start, name, onChange }: { start: Start; name: string; onChange: (start: Start) => void }) {
  switch (start.kind) {
    case 'guided':
      return <Words title={texts.guidedTitle}>{texts.guidedText}</Words>;
    case 'blank':
      return <Words title={texts.blankTitle}>{texts.blankText}</Words>;
    case 'document':
      return (
        <section className={classes.view} aria-label={texts.starts.document.title}>
          <TextDrop
            label={texts.documentLabel}
            placeholder={texts.documentPlaceholder}
            help={texts.documentHelp}
            value={start.text}
            onChange={(text) => onChange({ ...start, text })}
          />
          <DocumentFound text={start.text} name={name} />
        </section>
      );
    case 'file':
      return (
        <section className={classes.view} aria-label={texts.starts.file.title}>
          <TextDrop
            label={texts.fileLabel}
            placeholder={texts.filePlaceholder}
            value={start.text}
            onChange={(text) => onChange({ ...start, text })}
          />
          <FileFound text={start.text} />
        </section>
      );
    case 'sample':
      return <SampleView id={start.id} />;
  }
}

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.view} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{children}</p>
    </section>
  );
}

function DocumentFound({ text, name }: { text: string; name: string }) {
  const found = useMemo(() => flowFromDocument(text, webhookPath(name)), [text, name]);
  if (found.kind === 'empty') return <p className={classes.hint}>{texts.documentEmpty}</p>;
  if (found.kind === 'broken')
    return (
      <Note family="bad" icon="circle-x">
        {found.reason}
      </Note>
    );
  return (
    <Note family="good" icon="circle-check">
      {found.found}
    </Note>
  );
}

function FileFound({ text }: { text: string }) {
  const read = useMemo(() => (text.trim() === '' ? null : readFlow(text)), [text]);
  if (read === null) return <p className={classes.hint}>{texts.fileEmpty}</p>;
  if (read.ok) return <Drawn flow={read.flow} />;
  return (
    <Note family="bad" icon="circle-x">
      <b>{texts.fileNot}</b>
      <ul className={classes.problems}>
        {read.problems.slice(0, 8).map((problem) => (
          <li key={`${problem.nodeId} ${problem.field} ${problem.message}`}>
            {problem.message} {problem.remedy}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function SampleView({ id }: { id: string }) {
  const sample = useSampleFlow(id);
  if (sample.isError)
    return (
      <div className={classes.view}>
        <FailureNote what={texts.loadFailed} failure={sample.error} onRetry={() => void sample.refetch()} />
      </div>
    );
  if (!sample.data)
    return (
      <div className={classes.view}>
        <Skeleton rows={6} rowHeight={34} what={texts.loading} />
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop in it, the keyboard could not scroll it
    <section className={classes.view} aria-label={sample.data.name} tabIndex={0}>
      <h2 className={classes.title}>{sample.data.name}</h2>
      <p className={classes.text}>{sample.data.purpose}</p>
      <Drawn flow={sample.data} />
    </section>
  );
}

function Drawn({ flow }: { flow: Flow }) {
  const types = useNodeTypes().data;
  const catalog = useMemo(() => catalogOf(types ?? []), [types]);
  return (
    <>
      <div className={classes.stage}>
        <Suspense fallback={null}>
          <FlowDrawing flow={flow} catalog={catalog} />
        </Suspense>
      </div>
      <FlowFacts flow={flow} catalog={catalog} />
    </>
  );
}
