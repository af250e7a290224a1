import { Button, TextInput, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { formatDuration } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { testConnection } from '../server/connection-acts.ts';
import { refreshConnections } from '../server/connection-queries.ts';
import type { Connection } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';
import { SidePanel } from './side-panel.tsx';

const texts = connectionsTexts.test;

type Props = { connection: Connection; hasChanges: boolean };

/** Asks the system once, as a step would, and says step by step how it went. */
export function TestPanel({ connection, hasChanges }: Props) {
  const { env, name } = connection;
  const mayTest = useMay()('connections.test', env);
  const isHttp = /^https?:/i.test(connection.address);
  const [path, setPath] = useState('');
  const test = useMutation({
    mutationFn: () => testConnection(env, name, path.trim()),
    onSettled: () => refreshConnections(env),
  });
  const { lastTest } = connection;
  return (
    <SidePanel
      title={texts.title}
      action={
        mayTest && (
          <Tooltip label={texts.isUnsaved} disabled={!hasChanges}>
            <Button
              size="xs"
              leftSection={<Glyph name="player-play" size={14} />}
              loading={test.isPending}
              disabled={hasChanges}
              onClick={() => test.mutate()}
            >
              {texts.now}
            </Button>
          </Tooltip>
        )
      }
    >
      {mayTest && isHttp && (
        <TextInput
          size="xs"
          aria-label={texts.path}
          title={texts.pathHelp}
          placeholder={texts.pathPlaceholder}
          classNames={{ input: 'mono' }}
          leftSection={<Glyph name="route" size={14} />}
          value={path}
          spellCheck={false}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
      )}
      <div aria-live="polite" className={classes.testResult}>
        {test.isError && <FailureNote what={texts.failed} failure={test.error} />}
        {test.data && !test.isPending && (
          <>
            <p className={classes.verdict} data-ok={test.data.ok || undefined}>
              <Glyph name={test.data.ok ? 'circle-check' : 'circle-x'} size={16} />
              {test.data.ok ? texts.passed(formatDuration(test.data.ms)) : texts.notPassed}
            </p>
            <ol className={classes.steps} aria-label={texts.steps}>
              {test.data.steps.map((step) => (
                <li key={step.title} data-ok={step.ok || undefined}>
                  <Glyph name={step.ok ? 'circle-check' : 'circle-x'} size={14} />
                  <span>
                    <strong>{step.title}</strong> <span className="visually-hidden">{step.ok ? texts.passedWord : texts.failedWord}</span>
                    <span className={classes.stepWords}>{step.words}</span>
                  </span>
                </li>
              ))}
            </ol>
            {test.data.remedy !== null && <p className={classes.remedy}>{test.data.remedy}</p>}
          </>
        )}
        {!test.data && !test.isError && (
          <p className={classes.hint}>
            {lastTest ? (
              <>
                {texts.lastTested(lastTest.ok)} <RelativeTime at={lastTest.at} />
                {lastTest.ok ? '' : `: ${lastTest.words}`}
              </>
            ) : mayTest ? (
              texts.help
            ) : (
              texts.notYet
            )}
          </p>
        )}
      </div>
    </SidePanel>
  );
}
