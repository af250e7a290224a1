import type { FlowNode, Problem } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { useEffect, useMemo, useState } from 'react';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import type { FormPath } from './form-context.tsx';
import { atItsField, settled, withLocal } from './step-problems.ts';
import { useTyping } from './use-typing.ts';

type StepCheck = typeof import('./step-check.ts');
let loaded: StepCheck | null = null;
const load = async () => {
  loaded ??= await import('./step-check.ts');
  return loaded;
};
// Fetched while nobody waits: the first problem is shown as fast as the others.
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load());

/** How long the settings rest before they are checked, in milliseconds. */
const checkDelay = 120;

export type StepProblems = {
  /** Everything that is wrong with the step, the worst first. */
  readonly all: readonly Problem[];
  /** The same without what somebody is still writing. */
  readonly shown: readonly Problem[];
  readonly onType: (path: FormPath, value: unknown) => void;
  readonly onLeave: () => void;
};

/** The problems of a step as its form is typed in: the settings are checked in this page, the rest by the server with each save. */
export function useStepProblems(node: FlowNode): StepProblems {
  const { catalog, document } = useEditor();
  const problems = useDocument((state) => state.problems);
  const server = useMemo(() => problems.filter((problem) => problem.nodeId === node.id), [problems, node.id]);
  const [local, setLocal] = useState<{ readonly of: string; readonly found: readonly Problem[] } | null>(null);
  const { typing, isInPeace, onType, onLeave } = useTyping();

  useEffect(() => {
    let isOver = false;
    const pause = setTimeout(async () => {
      const { checkStep, knowsType } = await load();
      if (!isOver) setLocal(knowsType(node) ? { of: node.id, found: checkStep(document.store.getState().flow, node, catalog) } : null);
    }, checkDelay);
    return () => {
      isOver = true;
      clearTimeout(pause);
    };
  }, [node, document, catalog]);

  const all = useMemo(() => (local?.of === node.id ? withLocal(server, local.found) : server), [server, local, node.id]);
  const shown = useMemo(
    () => settled(all, typing, isInPeace).map((problem) => atItsField(problem, node.name)),
    [all, typing, isInPeace, node.name],
  );
  return {
    all,
    shown,
    onType: (path, value) => onType(`config.${formatPath(path)}`, value),
    onLeave,
  };
}
