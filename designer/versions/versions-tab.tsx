import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import classes from '../editor/tabs.module.css';
import { EmptyState } from '../kit/empty-state.tsx';
import { EnvChip } from '../kit/env-chip.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { client, reply } from '../server/client.ts';
import { useFlowVersion, useFlowVersions } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import type { FlowDraft, VersionSummary } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { operationsBetween } from '../state/operations-between.ts';
import { ChangeList } from './change-list.tsx';
import { useFlowDiff } from './use-flow-diff.ts';

/** Versions of the flow, and what lies between any two of them. */
export function VersionsTab({ draft }: { draft: FlowDraft }) {
  const { flowId } = useEditor();
  const versions = useFlowVersions(flowId);
  const [chosen, setChosen] = useState<string>('draft');
  const [against, setAgainst] = useState<string | null>(null);
  const items = versions.data?.toSorted((a, b) => b.number - a.number) ?? [];
  if (versions.isError) {
    return (
      <div className={classes.padded}>
        <FailureNote what="The versions could not be loaded" failure={versions.error} onRetry={() => void versions.refetch()} />
      </div>
    );
  }
  if (versions.isSuccess && items.length === 0) {
    return (
      <div className={classes.padded}>
        <EmptyState title="No version yet.">
          Publish the draft to make version 1. A version is never rewritten; it can be set live, compared and brought back.
        </EmptyState>
      </div>
    );
  }
  const other = against ?? beforeOf(chosen, items);
  return (
    <div className={classes.split}>
      <ul className={classes.versions} aria-label="Versions">
        <VersionRow
          title="Draft"
          detail={`edited by ${draft.updatedBy}`}
          time={draft.updatedAt}
          environments={[]}
          isChosen={chosen === 'draft'}
          onChoose={() => setChosen('draft')}
        />
        {items.map((version) => (
          <VersionRow
            key={version.number}
            title={`v${version.number}`}
            detail={version.note || 'no note'}
            by={version.publishedBy}
            time={version.publishedAt}
            environments={version.environments}
            isChosen={chosen === String(version.number)}
            onChoose={() => {
              setChosen(String(version.number));
              setAgainst(null);
            }}
          />
        ))}
      </ul>
      <section className={classes.diff} aria-label="Differences">
        <header className={classes.diffHead}>
          <h2 className={classes.title}>{chosen === 'draft' ? 'Draft' : `v${chosen}`}</h2>
          <span className={classes.hint}>against</span>
          <Select
            aria-label="Compare with"
            w={110}
            value={other}
            onChange={setAgainst}
            data={[
              ...items.map((version) => ({ value: String(version.number), label: `v${version.number}` })),
              { value: 'draft', label: 'Draft' },
            ].filter((option) => option.value !== chosen)}
          />
          {chosen !== 'draft' && (
            <VersionActions
              number={Number(chosen)}
              environments={items.find((version) => String(version.number) === chosen)?.environments ?? []}
            />
          )}
        </header>
        {other !== null && <Differences from={other} to={chosen} />}
      </section>
    </div>
  );
}

type RowProps = {
  title: string;
  detail: string;
  by?: string;
  time: string;
  environments: readonly string[];
  isChosen: boolean;
  onChoose: () => void;
};

function VersionRow({ title, detail, by, time, environments, isChosen, onChoose }: RowProps) {
  const session = useSignedIn();
  return (
    <li>
      <button type="button" className={classes.version} data-chosen={isChosen || undefined} aria-current={isChosen} onClick={onChoose}>
        <span className={classes.versionHead}>
          <b className="mono">{title}</b>
          {environments.map((name) => {
            const environment = session.environments.find((each) => each.name === name);
            return environment && <EnvChip key={name} name={name} kind={environment.class} size="sm" />;
          })}
          <span className={classes.when}>
            <RelativeTime at={time} />
          </span>
        </span>
        <span className={classes.detail}>{detail}</span>
        {by && <span className={classes.hint}>{by}</span>}
      </button>
    </li>
  );
}

function VersionActions({ number, environments }: { number: number; environments: readonly string[] }) {
  const { flowId, document } = useEditor();
  const session = useSignedIn();
  const version = useFlowVersion(flowId, number);
  const target = session.environments.find((environment) => environment.class === 'dev');
  const deploy = useMutation({
    mutationFn: (env: string) =>
      reply(client.POST('/api/flows/{id}/deployments', { params: { path: { id: flowId } }, body: { env, version: number } })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: queryKeys.flows }),
  });
  const restore = () => {
    if (version.data)
      document.change(operationsBetween(document.store.getState().flow, version.data.flow), { title: `Bring back v${number}` });
  };
  return (
    <span className={classes.actions}>
      <Button size="xs" onClick={restore} disabled={!version.data}>
        Make v{number} the draft
      </Button>
      {target && !environments.includes(target.name) && (
        <Button size="xs" loading={deploy.isPending} onClick={() => deploy.mutate(target.name)}>
          Set v{number} live in {target.name}
        </Button>
      )}
      {deploy.error && <FailureNote what={`v${number} was not set live`} failure={deploy.error} />}
    </span>
  );
}

function Differences({ from, to }: { from: string; to: string }) {
  const { flowId } = useEditor();
  const revision = useDocument((state) => state.revision);
  const diff = useFlowDiff(flowId, from, to, revision);
  if (diff.error)
    return <FailureNote what="The differences could not be loaded" failure={diff.error} onRetry={() => void diff.refetch()} />;
  return <div className={classes.diffBody}>{diff.data && <ChangeList changes={diff.data} empty="The two behave alike." />}</div>;
}

/** What a version is compared with at first: the one before it. */
function beforeOf(chosen: string, versions: readonly VersionSummary[]): string | null {
  if (chosen === 'draft') return versions[0] ? String(versions[0].number) : null;
  const earlier = versions.find((version) => version.number < Number(chosen));
  return earlier ? String(earlier.number) : 'draft';
}
