import { remediesFor } from '@crossdock/flows/mapping/remedies';
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { JsonText } from '../kit/json/json-text.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { goToTarget } from './connect-fields.ts';
import classes from './mapper.module.css';
import { type Mapper, useMapper, useMapperState } from './mapper-context.tsx';
import { withDots } from './private-data.ts';
import { plainMessage } from './run-mapping.ts';

const texts = mapperTexts.preview;

/** What the mapping makes of the sample in view, and what the contract says of it. */
export function PreviewPanel() {
  const mapper = useMapper();
  const { state, result, problems, run, samples, isRunning, privateTexts, redact } = mapper;
  const tab = useMapperState((now) => now.preview);
  const isRevealed = useMapperState((now) => now.isRevealed);
  const text = useMemo(
    () => (result === undefined ? '' : JSON.stringify(isRevealed ? result : withDots(result, redact, privateTexts), null, 2)),
    [result, isRevealed, redact, privateTexts],
  );
  const failures = failuresInView(mapper).length;
  const count = problems.length + failures;
  return (
    <section className={classes.preview} aria-label={texts.title} data-busy={isRunning || undefined}>
      <header className={classes.previewHead}>
        <h2 className={classes.paneTitle}>{texts.title}</h2>
        {result !== undefined && <CopyButton text={text} label={texts.copy} />}
        <SegmentedControl
          size="xs"
          className={classes.previewTabs ?? ''}
          aria-label={texts.which}
          value={tab}
          onChange={(next) => state.setState({ preview: next === 'problems' ? 'problems' : 'result' })}
          data={[
            { value: 'result', label: texts.result },
            { value: 'problems', label: texts.problems(count) },
          ]}
        />
        <ActionIcon
          size="sm"
          className={classes.closePanel ?? ''}
          aria-label={mapperTexts.close}
          onClick={() => state.setState({ isPanelOpen: false })}
        >
          <Glyph name="x" size={16} />
        </ActionIcon>
      </header>
      {mapper.runError && run === undefined ? (
        <p className={classes.failure} role="alert">
          {texts.unavailable}: {mapper.runError.message}
        </p>
      ) : samples.length === 0 ? (
        <EmptyState title={texts.noSample}>{mapperTexts.source.noneHelp}</EmptyState>
      ) : tab === 'result' ? (
        <>
          <div className={classes.json}>{text !== '' && <JsonText text={text} label={texts.result} />}</div>
          {count > 0 && <FirstProblem mapper={mapper} />}
        </>
      ) : (
        <Problems mapper={mapper} />
      )}
    </section>
  );
}

/** Lines that fail on the sample in view. */
function failuresInView({ run }: Mapper): string[] {
  return [...(run?.failures ?? [])].flatMap(([at, { samples }]) => (samples.includes(0) ? [at] : []));
}

/** The worst problem under the result, with its ways out. */
function FirstProblem({ mapper }: { mapper: Mapper }) {
  const [failure] = failuresInView(mapper);
  const [problem] = mapper.problems;
  if (failure !== undefined) return <FailedLine mapper={mapper} at={failure} />;
  return problem ? <ProblemNote mapper={mapper} at={0} /> : null;
}

function Problems({ mapper }: { mapper: Mapper }) {
  const { problems, schema, contract } = mapper;
  const failures = failuresInView(mapper);
  if (problems.length + failures.length === 0) {
    return <EmptyState title={texts.none}>{schema ? texts.noneHelp(contract ?? mapperTexts.target.pasted) : texts.noContract}</EmptyState>;
  }
  return (
    <ul className={classes.problems}>
      {failures.map((at) => (
        <li key={at}>
          <FailedLine mapper={mapper} at={at} />
        </li>
      ))}
      {problems.map((problem, index) => (
        <li key={`${problem.field} ${problem.kind}`}>
          <ProblemNote mapper={mapper} at={index} />
        </li>
      ))}
    </ul>
  );
}

function FailedLine({ mapper, at }: { mapper: Mapper; at: string }) {
  const { run, placed } = mapper;
  const failure = run?.failures.get(at);
  const line = placed.find((each) => each.at === at);
  if (!failure) return null;
  return (
    <div className={classes.problem}>
      <Glyph name="alert-circle" size={16} className={classes.problemIcon} />
      <div className={classes.problemText}>
        {line && <PathButton mapper={mapper} path={line.path} />} {plainMessage(failure.message)} <code>{failure.code}</code>
      </div>
    </div>
  );
}

function ProblemNote({ mapper, at }: { mapper: Mapper; at: number }) {
  const { problems, source, target, placed, fields, previewed, suggestions, contract, change, lineOf } = mapper;
  const problem = problems[at];
  const remedies = useMemo(
    () =>
      problem
        ? remediesFor({
            violation: problem,
            source,
            target,
            placed,
            count: fields.length,
            samples: previewed.map(({ json }) => json),
            suggestions,
          })
        : [],
    [problem, source, target, placed, fields, previewed, suggestions],
  );
  if (!problem) return null;
  const isOpen = problem.kind === 'missing' && !lineOf.has(problem.field);
  return (
    <div className={classes.problem}>
      <Glyph name="alert-circle" size={16} className={classes.problemIcon} />
      <div className={classes.problemText}>
        {isOpen ? (
          <>
            <strong>{texts.needs(contract ?? mapperTexts.target.pasted)}</strong> <PathButton mapper={mapper} path={problem.field} />
            <strong>.</strong> {texts.needsRest}
          </>
        ) : (
          <>
            <PathButton mapper={mapper} path={problem.field} /> {problem.message}.{problem.times > 1 && ` (${problem.times})`}
          </>
        )}
        {remedies.length > 0 && (
          <div className={classes.remedies}>
            {remedies.map((remedy) => (
              <Button
                key={remedy.title}
                size="compact-xs"
                onClick={() => {
                  change(remedy.edits, remedy.title);
                  goToTarget(mapper, problem.field);
                }}
              >
                {remedy.title}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function PathButton({ mapper, path }: { mapper: Mapper; path: string }) {
  return (
    <button type="button" className={classes.pathButton} aria-label={texts.go(path)} onClick={() => goToTarget(mapper, path)}>
      {path}
    </button>
  );
}
