import { useMemo } from 'react';
import { useFlow, useFlowVersion, useStepHistory } from '../server/queries.ts';
import { useEditor } from '../state/editor-context.tsx';
import { type Decision, decisionOf, type Hits, hitsOf, isSameDecision, type Rules } from './impact.ts';
import { useAsked } from './use-asked.ts';
import { rulesOf, type TableModel } from './use-table.ts';

export const pastDays = 7;
/** Records that are looked at, at most. */
const pastRecords = 2000;

export type Changed = { readonly at: number; readonly before: Decision; readonly after: Decision };

/** The records of past runs: how often each row would have counted for them, and which of them would go elsewhere than with the version that runs. */
export function usePast({ node, rules }: TableModel) {
  const { flowId, env } = useEditor();
  const query = useMemo(() => ({ env, limit: pastRecords, days: pastDays }), [env]);
  const history = useStepHistory(flowId, node.id, query);
  const items = history.data?.items;
  const records = useMemo(() => items?.map(({ json }) => json) ?? none, [items]);
  const { asked, error } = useAsked(env, rules.table.inputs, records);

  const draft = useFlow(flowId);
  const version = draft.data?.deployments[env] ?? draft.data?.latestVersion ?? null;
  const published = useFlowVersion(flowId, version);
  const before = useMemo(() => {
    const stored = published.data?.flow.nodes.find(({ id, type }) => id === node.id && type === node.type);
    return stored ? rulesOf(stored.config) : null;
  }, [published.data, node.id, node.type]);
  const askedBefore = useAsked(env, before?.table.inputs ?? noInputs, before ? records : none);

  const hits = useMemo<Hits | null>(() => (asked && records.length > 0 ? hitsOf(rules, asked) : null), [rules, asked, records]);
  const changed = useMemo<readonly Changed[] | null>(() => {
    if (!before || !asked || !askedBefore.asked || isSameRules(before, rules)) return null;
    return asked.flatMap((one, at) => {
      const [was, is] = [decisionOf(before, askedBefore.asked?.[at] ?? []), decisionOf(rules, one)];
      return was.kind === 'unknown' || is.kind === 'unknown' || isSameDecision(was, is) ? [] : [{ at, before: was, after: is }];
    });
  }, [before, rules, asked, askedBefore.asked]);
  const { refetch } = history;
  const failure = history.error ?? error;
  const { runs = 0, captured = 0 } = history.data ?? {};
  const isLoading = history.isPending;
  return useMemo(
    () => ({
      items: items ?? noItems,
      runs,
      captured,
      isLoading,
      error: failure,
      retry: () => void refetch(),
      asked,
      hits,
      changed,
      version,
    }),
    [items, runs, captured, isLoading, failure, refetch, asked, hits, changed, version],
  );
}

export type Past = ReturnType<typeof usePast>;

function isSameRules(a: Rules, b: Rules): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

const none: readonly unknown[] = [];
const noItems: readonly never[] = [];
const noInputs: readonly never[] = [];
