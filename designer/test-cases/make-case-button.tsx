import { Button, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import type { RunDetail } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { useMakeCase } from './use-make-case.ts';

/** Beside a run that has ended: one click makes a test case of it. */
export function MakeCaseButton({
  run,
  size = 'sm',
}: {
  run: Pick<RunDetail, 'id' | 'title' | 'flow' | 'finishedAt' | 'kind' | 'env' | 'channel'>;
  size?: 'xs' | 'sm';
}) {
  const make = useMakeCase(run.flow.id);
  const { mutate } = make;
  const { id, title } = run;
  const may = useMay();
  const isPossible =
    may('flows.edit', undefined, run.channel) &&
    may('payloads.read', run.env, run.channel) &&
    run.finishedAt !== null &&
    run.kind !== 'chunk' &&
    run.kind !== 'compensation';
  const commands = useMemo<Command[]>(
    () =>
      isPossible
        ? [{ id: 'run.make-case', title: texts.makeOf, icon: 'flask', group: texts.runGroup, run: () => mutate({ id, title }) }]
        : [],
    [isPossible, id, title, mutate],
  );
  useCommands('make-case', commands);
  if (!isPossible) return null;
  return (
    <>
      <Tooltip label={texts.makeOfHelp}>
        <Button size={size} leftSection={<Glyph name="flask" size={14} />} loading={make.isPending} onClick={() => mutate({ id, title })}>
          {texts.makeOf}
        </Button>
      </Tooltip>
      {make.isError && <FailureNote what={texts.notMade} failure={make.error} />}
    </>
  );
}
