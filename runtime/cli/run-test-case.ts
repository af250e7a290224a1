import type { Flow, TestCase } from '@crossdock/flows/document/flow';
import { NodeError } from '@crossdock/nodes/contract/errors';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { WaitOutcome } from '@crossdock/nodes/contract/wait';
import { policyOf } from '../connections/connection-policy.ts';
import type { OpenConnection } from '../connections/connections.ts';
import type { Transport } from '../engine/calls/http-transport.ts';
import { missingFrom } from './contains.ts';
import { knowledge } from './flow-file.ts';
import { type EndedRun, openHeadless } from './headless.ts';

/** Empty: the test case passed. Else what was expected and did not happen, one line each. */
export type Failures = readonly string[];

const patience = 60_000;

/** Runs one test case through the real engine; calls get the answers that the test case gives, in order, and leave the machine never. */
export async function runTestCase(flow: Flow, test: TestCase): Promise<Failures> {
  const systems = answeringSystems(flow, test);
  const runtime = await openHeadless({ connections: systems.open, transport: systems.transport, endOfWait: endsOf(test) });
  try {
    const ended = await runtime.run(rehearsed(flow), test.message, 'dev', patience);
    if (!ended) return [`the run did not end within ${patience / 1000} seconds`];
    return [
      ...statusFailures(ended, test),
      ...outputFailures(ended, test),
      ...requestFailures(systems.requests, test),
      ...errorFailures(ended, test),
    ];
  } finally {
    await runtime.close();
  }
}

/** Each calling node gets a connection of its own, so that its answers are told from those of others; retries do not wait. */
function rehearsed(flow: Flow): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => ({
      ...node,
      config: isCalling(node) ? { ...node.config, connection: connectionOf(node.id) } : node.config,
      onFailure: { ...node.onFailure, retry: { ...node.onFailure.retry, firstDelaySeconds: 0, maxDelaySeconds: 0 } },
    })),
  };
}

function isCalling(node: Flow['nodes'][number]): boolean {
  const kind = knowledge.catalog.get(node.type, node.version)?.kind;
  return kind === 'effect' || kind === 'read';
}

const connectionOf = (nodeId: string) => `test-case-${nodeId}`;

function answeringSystems(flow: Flow, test: TestCase) {
  const requests = new Map<string, HttpRequest[]>();
  const nodes = new Map(flow.nodes.filter(isCalling).map((node) => [connectionOf(node.id), node]));
  const transport: Transport = {
    http: (connection) => ({
      async send(request) {
        const node = nodes.get(connection.name);
        const sent = requests.get(node?.id ?? '') ?? [];
        requests.set(node?.id ?? '', [...sent, request]);
        const answer = test.answers[node?.id ?? '']?.[sent.length];
        if (!answer) {
          throw new NodeError(
            'NO_TEST_ANSWER',
            `The test case has no answer number ${sent.length + 1} for the step "${node?.name}". Add one under answers.`,
          );
        }
        return {
          status: answer.status,
          headers: lowerCase(answer.headers),
          body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null),
        };
      },
    }),
    close: async () => {},
  };
  const open = (env: string, name: string): OpenConnection | null =>
    nodes.has(name)
      ? {
          env,
          name,
          system: 'test',
          address: 'http://test.invalid',
          auth: { kind: 'none' },
          policy: policyOf({ concurrency: 1, breaker: null }),
        }
      : null;
  return { requests, transport, open };
}

/** The ends of its waits in turn, as the test case gives them: the body of an answer. */
function endsOf(test: TestCase): (nodeId: string) => WaitOutcome | null {
  const taken = new Map<string, number>();
  return (nodeId) => {
    const nth = taken.get(nodeId) ?? 0;
    taken.set(nodeId, nth + 1);
    return (test.answers[nodeId]?.[nth]?.body as WaitOutcome | undefined) ?? null;
  };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ 'content-type': 'application/json', ...headers }).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function statusFailures({ detail }: EndedRun, { expect }: TestCase): Failures {
  if (detail.status === expect.status) return [];
  const why = detail.error ? ` (${detail.error.code}: ${detail.error.message})` : '';
  return [`status: expected ${expect.status}, but it is ${detail.status}${why}`];
}

function outputFailures({ steps }: EndedRun, { expect }: TestCase): Failures {
  return Object.entries(expect.outputs).flatMap(([output, expected]) => {
    const at = output.indexOf('.');
    const items = steps.get(output.slice(0, at))?.output[output.slice(at + 1)] ?? [];
    return compared(
      `outputs.${output}`,
      items.map((item) => item.json),
      expected,
    );
  });
}

function requestFailures(requests: ReadonlyMap<string, readonly HttpRequest[]>, { expect }: TestCase): Failures {
  return Object.entries(expect.requests).flatMap(([nodeId, expected]) =>
    compared(`requests.${nodeId}`, (requests.get(nodeId) ?? []).map(readable), expected),
  );
}

/** The body as a value where it is JSON, so that a test case can name a part of it. */
function readable(request: HttpRequest): unknown {
  if (request.body === undefined) return request;
  try {
    return { ...request, body: JSON.parse(request.body) as unknown };
  } catch {
    return request;
  }
}

function errorFailures({ detail, steps }: EndedRun, { expect }: TestCase): Failures {
  return Object.entries(expect.errors).flatMap(([nodeId, expected]) => {
    const handled = Object.values(steps.get(nodeId)?.output ?? {}).flatMap((items) =>
      items.flatMap((item) => (item.error ? [item.error.code] : [])),
    );
    const codes = [
      ...detail.exceptions.filter((exception) => exception.nodeId === nodeId).map((exception) => exception.error.code),
      ...handled,
    ];
    return compared(`errors.${nodeId}`, codes, expected);
  });
}

function compared(what: string, actual: readonly unknown[], expected: readonly unknown[]): Failures {
  if (actual.length !== expected.length) return [`${what}: expected ${expected.length}, but there are ${actual.length}: ${short(actual)}`];
  return missingFrom(actual, expected).map(
    ({ path, expected: wanted, actual: found }) => `${what}${path}: expected ${short(wanted)}, but it is ${short(found)}`,
  );
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
}
