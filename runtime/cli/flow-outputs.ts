import type { Flow } from '@crossdock/flows/document/flow';
import type { EndedRun } from '../rehearsal/headless.ts';

/** What left the flow: the records on outputs that lead nowhere, by `node.port`. */
export function flowOutputs(flow: Flow, { detail, steps }: EndedRun): Record<string, readonly unknown[]> {
  const wired = new Set(flow.edges.map(({ from }) => `${from.node}.${from.port}`));
  const outputs: Record<string, readonly unknown[]> = {};
  for (const { nodeId } of detail.steps) {
    for (const [port, items] of Object.entries(steps.get(nodeId)?.output ?? {})) {
      const name = `${nodeId}.${port}`;
      if (!wired.has(name) && items.length > 0) outputs[name] = items.map((item) => item.json);
    }
  }
  return outputs;
}
