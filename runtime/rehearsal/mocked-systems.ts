import type { Flow, FlowNode, TestCase } from '@crossdock/flows/document/flow';
import { NodeError } from '@crossdock/nodes/contract/errors';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { WaitOutcome } from '@crossdock/nodes/contract/wait';
import { policyOf } from '../connections/connection-policy.ts';
import type { OpenConnection } from '../connections/connections.ts';
import type { Transport } from '../engine/calls/http-transport.ts';
import type { EndOfWait } from '../engine/engine-resources.ts';

/** The systems of one test case: each calling step has one of its own, which answers what the case gives, in order. */
export type MockedSystems = {
  /** What was sent, by step. */
  readonly requests: ReadonlyMap<string, readonly HttpRequest[]>;
  /** null: no connection of a mocked step. */
  open(env: string, name: string): OpenConnection | null;
  readonly transport: Transport;
  readonly endOfWait: EndOfWait;
};

/** Whether a step calls a system. */
export type IsCalling = (node: FlowNode) => boolean;

const prefix = 'test-case-';

/** The step that a connection of `withMockedSystems` stands for; null: it is none of them. */
export function mockedStep(connection: string): string | null {
  return connection.startsWith(prefix) ? connection.slice(prefix.length) : null;
}

/** The flow with a connection for each calling step, so that its answers are told from those of others. */
export function withMockedSystems(flow: Flow, isCalling: IsCalling): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (isCalling(node) ? { ...node, config: { ...node.config, connection: prefix + node.id } } : node)),
  };
}

/** Retries do not wait. */
export function withoutDelays(flow: Flow): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => ({
      ...node,
      onFailure: { ...node.onFailure, retry: { ...node.onFailure.retry, firstDelaySeconds: 0, maxDelaySeconds: 0 } },
    })),
  };
}

export function mockedSystems(flow: Flow, test: Pick<TestCase, 'answers'>): MockedSystems {
  const requests = new Map<string, HttpRequest[]>();
  const names = new Map(flow.nodes.map((node) => [node.id, node.name]));
  const taken = new Map<string, number>();
  return {
    requests,
    open(env, name) {
      const step = mockedStep(name);
      if (step === null || !names.has(step)) return null;
      const policy = policyOf({ concurrency: 1, breaker: null, retryBudget: { ratio: 1, minPerMinute: 10_000 } });
      return { env, name, system: 'test', address: 'http://test.invalid', auth: { kind: 'none' }, policy };
    },
    transport: {
      http: (connection) => ({
        async send(request) {
          const step = mockedStep(connection.name) ?? '';
          const sent = requests.get(step) ?? [];
          requests.set(step, [...sent, request]);
          const answer = test.answers[step]?.[sent.length];
          if (!answer) {
            throw new NodeError(
              'NO_TEST_ANSWER',
              `The test case has no answer number ${sent.length + 1} for the step "${names.get(step)}". Add one under answers.`,
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
    },
    endOfWait(nodeId, request) {
      const nth = taken.get(nodeId) ?? 0;
      taken.set(nodeId, nth + 1);
      const given = test.answers[nodeId]?.[nth]?.body as WaitOutcome | undefined;
      if (given) return given;
      // What nobody decides ends by itself.
      if (request.for === 'time') return { outcome: 'elapsed' };
      if (request.for === 'sending') return { outcome: 'sent', eventId: 'test-event' };
      return request.for === 'flow' && request.mode === 'start' ? { outcome: 'started', runId: 'test-run' } : null;
    },
  };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ 'content-type': 'application/json', ...headers }).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
