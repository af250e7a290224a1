import type { Problem } from '@crossdock/flows/document/flow';
import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import type { InspectorTab } from '../state/view-store.ts';
import { inspectorTexts as texts } from '../texts/inspector.ts';

/** Where a problem of a step is seen: the tab, and the field in it. */
export function placeOf(problem: Problem): { readonly tab: InspectorTab; readonly focusField: string | null } {
  const isFailure = problem.field?.startsWith('onFailure') === true;
  return { tab: isFailure ? 'failure' : 'settings', focusField: problem.field?.replace(/^(config|onFailure)\./, '') ?? null };
}

/** F8 goes through the problems of the open step, from field to field. */
export function useProblemCommand(problems: readonly Problem[], goTo: (problem: Problem | undefined) => void): void {
  const latest = useRef({ problems, goTo, next: 0 });
  useEffect(() => {
    latest.current = { ...latest.current, problems: problems.filter(({ field }) => field !== null), goTo };
  });
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'dock.next-problem',
        title: texts.problems.next,
        icon: 'alert-circle',
        group: texts.problems.group,
        shortcut: 'f8',
        worksInFields: true,
        isEnabled: () => latest.current.problems.length > 0 || texts.problems.none,
        run: () => {
          const { problems: all, goTo: go, next } = latest.current;
          latest.current.next = (next + 1) % Math.max(1, all.length);
          go(all[next % all.length]);
        },
      },
    ],
    [],
  );
  useCommands('step-problems', commands);
}
