import type { FlowEdge, TestCase } from '@crossdock/flows/document/flow';
import { graphOf } from '@crossdock/flows/graph/graph';
import { reachableFrom } from '@crossdock/flows/graph/reach';
import type { RunDetail, ShownItem } from '../server/shapes.ts';

export type Finding = { readonly what: string; readonly expected: string; readonly found: string };

/** What a test on live systems can be held to: `live` names the steps whose items depend on the answers of other systems. */
export type Comparable = { readonly test: TestCase; readonly left: number };

/** The test case without what it expects behind answers of its own; live systems answer for themselves. `left`: how many expectations that are. */
export function withoutAnswers(test: TestCase, edges: readonly FlowEdge[]): Comparable {
  const graph = graphOf({ nodes: [...new Set(edges.flatMap((edge) => [edge.from.node, edge.to.node]))].map((id) => ({ id })), edges });
  const live = reachableFrom(graph, Object.keys(test.answers));
  const kept = Object.entries(test.expect.outputs).filter(([port]) => !live.has(nodeOf(port)));
  return {
    test: { ...test, expect: { ...test.expect, outputs: Object.fromEntries(kept) } },
    left: Object.keys(test.expect.outputs).length - kept.length,
  };
}

/** The steps whose items a test case speaks of. */
export function stepsToLookAt(test: TestCase): string[] {
  return [...new Set(Object.keys(test.expect.outputs).map(nodeOf))];
}

function nodeOf(port: string): string {
  return port.slice(0, port.indexOf('.'));
}

/** What a run did otherwise than a test case expects; empty: the case passes. `outputs` holds the items by `node.port`. */
export function judge(
  test: TestCase,
  run: Pick<RunDetail, 'status' | 'exceptions'>,
  outputs: ReadonlyMap<string, readonly ShownItem[]>,
): Finding[] {
  const findings: Finding[] = [];
  if (run.status !== test.expect.status) findings.push({ what: 'the run ended', expected: test.expect.status, found: run.status });
  for (const [port, bodies] of Object.entries(test.expect.outputs)) {
    const items = outputs.get(port) ?? [];
    if (items.length !== bodies.length)
      findings.push({ what: `items on ${port}`, expected: String(bodies.length), found: String(items.length) });
    bodies.forEach((body, i) => {
      const item = items[i];
      if (item && !contains(item.json, body))
        findings.push({ what: `item ${i + 1} on ${port}`, expected: JSON.stringify(body), found: JSON.stringify(item.json) });
    });
  }
  for (const [node, codes] of Object.entries(test.expect.errors)) {
    const found = run.exceptions.filter((exception) => exception.nodeId === node).map((exception) => exception.error.code);
    if (codes.join() !== found.join())
      findings.push({ what: `errors of ${node}`, expected: codes.join(', ') || 'none', found: found.join(', ') || 'none' });
  }
  return findings;
}

/** Whether all of `part` is in `whole`: objects by their fields, lists by position. */
export function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part))
    return Array.isArray(whole) && part.length === whole.length && part.every((entry, i) => contains(whole[i], entry));
  if (part !== null && typeof part === 'object') {
    return (
      whole !== null &&
      typeof whole === 'object' &&
      Object.entries(part).every(([key, value]) => contains((whole as Record<string, unknown>)[key], value))
    );
  }
  return Object.is(whole, part);
}
