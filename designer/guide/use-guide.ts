import { useEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useFlowVersions, useRuns } from '../server/queries.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { guideTexts as texts } from '../texts/guide.ts';
import { type GuideStep, guideSteps } from './guide-steps.ts';

/** Whether this flow is made with the guide; `?guide=first-flow` begins it, and it stays until it is hidden. */
export function useIsGuided(): [boolean, (isGuided: boolean) => void] {
  const { flowId } = useEditor();
  const [guided, setGuided] = usePreference('guidedFlow');
  const [search, setSearch] = useSearchParams();
  const isAsked = search.get('guide') === 'first-flow';
  useEffect(() => {
    if (!isAsked) return;
    setGuided(flowId);
    setSearch(
      (params) => {
        params.delete('guide');
        return params;
      },
      { replace: true },
    );
  }, [isAsked, flowId, setGuided, setSearch]);
  const isGuided = guided === flowId;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'guide.toggle',
        title: isGuided ? texts.hide : texts.show,
        icon: 'route',
        group: texts.group,
        keywords: texts.keywords,
        run: () => setGuided(isGuided ? '' : flowId),
      },
    ],
    [isGuided, flowId, setGuided],
  );
  useCommands('guide', commands);
  return [isGuided, (next) => setGuided(next ? flowId : '')];
}

/** The steps of the guide as they stand with this flow now. */
export function useGuideSteps(): readonly GuideStep[] {
  const { flowId, env, catalog } = useEditor();
  const flow = useDocument((state) => state.flow);
  const versions = useFlowVersions(flowId).data;
  const all = { env, flow: flowId, key: '', hours: null };
  const tests = useRuns({ ...all, status: ['done'], tests: 'only' }).data;
  const runs = useRuns({ ...all, status: [], tests: 'without' }).data;
  return useMemo(
    () =>
      guideSteps({
        flow,
        catalog,
        hasGreenTest: (tests?.pages[0]?.items.length ?? 0) > 0,
        hasVersion: (versions?.length ?? 0) > 0,
        hasRun: (runs?.pages[0]?.items.length ?? 0) > 0,
      }),
    [flow, catalog, tests, versions, runs],
  );
}
