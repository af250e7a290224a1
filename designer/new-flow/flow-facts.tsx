import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { graphOf } from '@crossdock/flows/graph/graph';
import { topologicalOrder } from '@crossdock/flows/graph/topological-order';
import { useMemo } from 'react';
import { NodeTile } from '../kit/node-tile.tsx';
import { newFlowTexts as texts } from '../texts/new-flow.ts';
import classes from './new-flow.module.css';

/** How big a flow is, which connections it needs, and what each step is for. */
export function FlowFacts({ flow, catalog }: { flow: Flow; catalog: Catalog }) {
  const connections = [...new Set(flow.nodes.map((node) => node.config.connection).filter((name) => typeof name === 'string'))].sort();
  const nodes = useMemo(() => inOrder(flow), [flow]);
  return (
    <>
      <p className={classes.facts}>
        <span>{texts.steps(flow.nodes.length)}</span>
        <span>{texts.tests(flow.tests.length)}</span>
        <span>{connections.length === 0 ? texts.noSystems : texts.systems(connections.join(', '))}</span>
      </p>
      <h3 className={classes.factsTitle}>{texts.takes}</h3>
      <ol className={classes.steps}>
        {nodes.map((node) => {
          const type = catalog.get(node.type, node.version);
          return (
            <li key={node.id}>
              <NodeTile tile={type?.tile ?? 'routing'} icon={type?.icon ?? 'help-circle'} size={20} />
              <b>{node.name}</b>
              <span>{node.note || type?.summary}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function inOrder(flow: Flow): Flow['nodes'] {
  const order = topologicalOrder(graphOf(flow));
  const place = new Map(order.map((id, i) => [id, i]));
  return flow.nodes.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}
