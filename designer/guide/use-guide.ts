import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { client, reply } from '../server/client.ts';
import { useFlowVersions } from '../server/queries.ts';
import { queryKeys } from '../server/query-keys.ts';
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
  const hasGreenTest = useHasRun({ env, flow: flowId, isTest: true, status: 'done' });
  const hasRun = useHasRun({ env, flow: flowId, isTest: false });
  return useMemo(
    () =>
      guideSteps({
        flow,
        catalog,
        hasGreenTest,
        hasVersion: (versions?.length ?? 0) > 0,
        hasRun,
      }),
    [flow, catalog, hasGreenTest, versions, hasRun],
  );
}

type Wanted = { env: string; flow: string; isTest: boolean; status?: 'done' };

/** Whether there is such a run; looked at every 2 s until there is. */
function useHasRun(wanted: Wanted): boolean {
  const found = useQuery({
    queryKey: [...queryKeys.runs, 'any', wanted],
    queryFn: async () => (await reply(client.GET('/api/runs', { params: { query: { ...wanted, limit: 1 } } }))).items.length > 0,
    refetchInterval: (query) => (query.state.data === true ? false : 2000),
  });
  return found.data === true;
}
