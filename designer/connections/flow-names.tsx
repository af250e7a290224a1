import { Fragment } from 'react';
import { Link } from 'wouter';
import { useFlows } from '../server/queries.ts';

/** Flows by their names, each the way to it. */
export function FlowNames({ ids, env }: { ids: readonly string[]; env: string }) {
  const flows = useFlows(env).data ?? [];
  return ids.map((id, i) => (
    <Fragment key={id}>
      {i > 0 && ', '}
      <Link href={`/flows/${id}`}>{flows.find((flow) => flow.id === id)?.name ?? id}</Link>
    </Fragment>
  ));
}
