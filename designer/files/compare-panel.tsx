import { Button, Checkbox, FileButton } from '@mantine/core';
import { type DragEvent, useId, useRef, useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import type { Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { filesTexts as texts } from '../texts/files.ts';
import { AppliedNote } from './applied-note.tsx';
import { ApplyBar } from './apply-bar.tsx';
import classes from './files.module.css';
import { type Applied, type PlanChoice, type Secrets, usePlan } from './files-queries.ts';
import { PlanView } from './plan-view.tsx';
import { type TakenFiles, takeFile, takeFolder } from './taken-files.ts';

/** Files that somebody chooses against the environment: what they would change, and the button that does it. */
export function ComparePanel({ environment }: { environment: Environment }) {
  const { name: env } = environment;
  const [taken, setTaken] = useState<(TakenFiles & { readonly key: string }) | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [done, setDone] = useState<Applied | null>(null);

  async function take(reading: Promise<TakenFiles>): Promise<void> {
    setDone(null);
    try {
      setTaken({ ...(await reading), key: crypto.randomUUID() });
      setRefused(null);
    } catch (error) {
      setTaken(null);
      setRefused(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <section className={classes.panel} aria-labelledby="files-compare">
      <div className={classes.head}>
        <h2 id="files-compare" className={classes.panelTitle}>
          {texts.compare}
        </h2>
        <p className={classes.hint}>{texts.compareText(env)}</p>
      </div>
      <Choose isChosen={taken !== null} onFolder={(files) => void take(takeFolder(files))} onFile={(file) => void take(takeFile(file))}>
        {taken && (
          <>
            <span className={classes.taken}>
              <Glyph name="git-branch" size={14} />
              {texts.taken(taken.name, Object.keys(taken.files).length)}
            </span>
            <Button size="xs" variant="subtle" onClick={() => setTaken(null)}>
              {texts.forget}
            </Button>
          </>
        )}
      </Choose>
      {refused !== null && (
        <Note family="bad" icon="alert-circle" role="alert">
          <strong>{texts.notTaken}.</strong> {refused}
        </Note>
      )}
      {done && <AppliedNote applied={done} env={env} />}
      {taken && (
        <Compared
          key={taken.key}
          taken={taken}
          environment={environment}
          onDone={(applied) => {
            setTaken(null);
            setDone(applied);
          }}
        />
      )}
    </section>
  );
}

type ChooseProps = { isChosen: boolean; onFolder: (files: File[]) => void; onFile: (file: File) => void; children: React.ReactNode };

/** A folder, a ZIP, or a ZIP that is dropped. */
function Choose({ isChosen, onFolder, onFile, children }: ChooseProps) {
  const folder = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <fieldset
      className={classes.choose}
      data-over={isOver || undefined}
      aria-label={texts.compare}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={dropped}
    >
      {children}
      <input
        ref={folder}
        id={id}
        type="file"
        hidden
        aria-label={texts.chooseFolder}
        // @ts-expect-error React's types do not know it; all browsers do.
        webkitdirectory=""
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onFolder(files);
        }}
      />
      <Button
        size={isChosen ? 'xs' : 'sm'}
        variant="default"
        leftSection={<Glyph name="file-upload" size={14} />}
        onClick={() => folder.current?.click()}
      >
        {isChosen ? texts.otherFiles : texts.chooseFolder}
      </Button>
      {!isChosen && (
        <>
          <FileButton accept=".zip,.json,application/zip" onChange={(file) => file && onFile(file)}>
            {(props) => (
              <Button {...props} variant="default">
                {texts.chooseFile}
              </Button>
            )}
          </FileButton>
          <span className={classes.hint}>{texts.drop}</span>
        </>
      )}
    </fieldset>
  );
}

type ComparedProps = { taken: TakenFiles & { readonly key: string }; environment: Environment; onDone: (applied: Applied) => void };

/** The plan for the chosen files. */
function Compared({ taken, environment, onDone }: ComparedProps) {
  const { name: env } = environment;
  const may = useMay();
  const [choice, setChoice] = useState<PlanChoice>({ prune: false, overwriteDrafts: false, onlyMovable: false });
  const [secrets, setSecrets] = useState<Secrets>({});
  const plan = usePlan(env, taken.key, taken.files, choice, secrets);
  const phase = useLoadingPhase(plan.isPending);
  const toggle = (field: keyof PlanChoice, label: string) => (
    <Checkbox
      size="xs"
      label={label}
      checked={choice[field]}
      onChange={(event) => setChoice({ ...choice, [field]: event.currentTarget.checked })}
    />
  );
  return (
    <>
      <div className={classes.row}>
        {toggle('onlyMovable', texts.onlyMovable)}
        {toggle('prune', texts.prune(env))}
        {toggle('overwriteDrafts', texts.overwriteDrafts)}
      </div>
      {phase === 'skeleton' && <Skeleton rows={4} rowHeight={34} what={texts.planning} />}
      {plan.isError && <FailureNote what={texts.planFailed} failure={plan.error} onRetry={() => void plan.refetch()} />}
      {phase === 'ready' && plan.data && !plan.isError && (
        <div className={classes.plan} data-stale={plan.isPlaceholderData || undefined}>
          <PlanView
            plan={plan.data}
            secrets={secrets}
            onSecret={(connection, field, value) => setSecrets(withSecret(secrets, connection, field, value))}
          />
          {may('files.apply', env) && (
            <ApplyBar
              plan={plan.data}
              isStale={plan.isFetching}
              environment={environment}
              request={{ env, files: taken.files, choice, secrets }}
              onDone={onDone}
              onStale={() => void plan.refetch()}
            />
          )}
        </div>
      )}
    </>
  );
}

function withSecret(secrets: Secrets, connection: string, field: string, value: string): Secrets {
  const { [field]: _, ...others } = secrets[connection] ?? {};
  const fields = value === '' ? others : { ...others, [field]: value };
  const { [connection]: __, ...rest } = secrets;
  return Object.keys(fields).length === 0 ? rest : { ...rest, [connection]: fields };
}
