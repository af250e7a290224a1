import { contractOf } from '@crossdock/flows/contracts/contracts';
import type { Flow, TestCase } from '@crossdock/flows/document/flow';
import { ConfigError } from '@crossdock/nodes/contract/compile-config';
import type { z } from 'zod';
import type { caseReport } from '../api/shapes/rehearsal-shapes.ts';
import type { OpenConnection } from '../connections/connections.ts';
import { httpTransport, type Transport } from '../engine/calls/http-transport.ts';
import type { EngineResources } from '../engine/engine-resources.ts';
import { PlanError } from '../engine/plan/compile-plan.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { checkSchemas } from './check-schemas.ts';
import { type EndedRun, type Headless, openHeadless } from './headless.ts';
import { type Finding, judge, runFinding } from './judge/judge.ts';
import { type IsCalling, type MockedSystems, mockedSystems, withMockedSystems, withoutDelays } from './mocked-systems.ts';
import { outcomeOf } from './outcome.ts';
import { shownData, shownFinding } from './shown-data.ts';

export type CaseReport = z.output<typeof caseReport>;

/** Runs test cases through the real engine, on a store that is thrown away: no list of runs has them. */
export type Rehearsal = {
  /** Runs one case after the other; `ended` hears of each as it ends. What a case expects of the flow is in the flow. */
  report(flow: Flow, tests: readonly TestCase[], env: string, ended?: (report: CaseReport) => void): Promise<readonly CaseReport[]>;
  close(): Promise<void>;
};

export type RehearsalOptions = {
  readonly sandbox: Sandbox;
  readonly isCalling: IsCalling;
  /** Default: the canonical ones. */
  readonly contracts?: EngineResources['contracts'];
  /** Of an environment, for cases whose systems are live. */
  readonly connections: (env: string, name: string) => OpenConnection | null;
  /** How requests to live systems get out. Default: as any connection may. */
  readonly live?: (() => Transport) | undefined;
  readonly tables?: EngineResources['tables'];
  readonly variables?: EngineResources['variables'];
  readonly definitions?: EngineResources['definitions'];
  /** How long a case may take, ms. Default 20,000. */
  readonly patienceMs?: number;
};

/** The engine stays warm so long after its last case, ms. */
const keptWarmMs = 60_000;

export function createRehearsal(options: RehearsalOptions): Rehearsal {
  const { sandbox, isCalling, patienceMs = 20_000 } = options;
  // One case at a time: the systems of the engine are those of the case under way.
  const inTurn = oneAtATime();
  let systems: MockedSystems | undefined;
  let opened: Promise<Headless> | undefined;
  let cooling: NodeJS.Timeout | undefined;
  const live = options.live?.() ?? httpTransport();
  const transport: Transport = {
    http: (connection) => ({
      send: (request, limits) => {
        const mocked = systems?.open(connection.env, connection.name);
        return (mocked && systems ? systems.transport : live).http(connection).send(request, limits);
      },
    }),
    close: async () => {},
  };

  function engine(): Promise<Headless> {
    clearTimeout(cooling);
    opened ??= openHeadless({
      sandbox,
      tables: options.tables,
      variables: options.variables,
      definitions: options.definitions,
      contracts: options.contracts,
      transport,
      connections: (env, name) => systems?.open(env, name) ?? options.connections(env, name),
      endOfWait: (nodeId, request) => systems?.endOfWait(nodeId, request) ?? null,
    });
    return opened;
  }

  /** What is under way in it is left behind, so that it takes nothing from the case that follows. */
  async function letGo(): Promise<void> {
    clearTimeout(cooling);
    const closing = opened;
    opened = undefined;
    await (await closing)?.close();
  }

  async function rehearse(flow: Flow, test: TestCase, env: string): Promise<CaseReport> {
    const startedAt = performance.now();
    const isMocked = test.systems === 'mocked';
    const reported = (findings: readonly Finding[], ended: EndedRun | null, data: ReturnType<typeof shownData>): CaseReport => ({
      test: test.id,
      name: test.name,
      passed: findings.length === 0,
      durationMs: Math.round(performance.now() - startedAt),
      status: ended?.detail.status ?? null,
      findings: findings.map(shownFinding),
      steps: (ended?.detail.steps ?? []).map(({ nodeId, name, status, itemsIn, itemsOut, failed, error, caption }) => ({
        nodeId,
        name,
        status,
        itemsIn,
        itemsOut,
        failed,
        error,
        caption,
      })),
      data,
    });
    const nothing = shownData({ outputs: {}, requests: {}, errors: {} });
    systems = mockedSystems(flow, test);
    let ended: EndedRun | null;
    try {
      const runtime = await engine();
      const rehearsed = withoutDelays(isMocked ? withMockedSystems(flow, isCalling) : flow);
      ended = await runtime.run(rehearsed, test.message, env, patienceMs, test.receivedAt);
    } catch (error) {
      if (!(error instanceof PlanError || error instanceof ConfigError)) throw error;
      return reported([runFinding(`The flow cannot be executed yet: ${error.message}`)], null, nothing);
    }
    if (!ended) {
      await letGo();
      return reported([runFinding(`The run did not end within ${patienceMs / 1000} seconds.`)], null, nothing);
    }
    const outcome = outcomeOf(ended, isMocked ? systems.requests : null);
    const checked = await checkSchemas(
      { sandbox, contracts: options.contracts ?? { get: contractOf } },
      test.expect.schemas,
      outcome.outputs,
    );
    const findings = [...judge(test, { ...outcome, violations: checked.violations }), ...checked.findings];
    return reported(findings, ended, shownData(outcome));
  }

  return {
    report: (flow, tests, env, tell) =>
      inTurn('rehearsal', async () => {
        const reports: CaseReport[] = [];
        try {
          for (const test of tests) {
            const report = await rehearse(flow, test, env);
            reports.push(report);
            tell?.(report);
          }
        } finally {
          systems = undefined;
          cooling = setTimeout(() => void letGo(), keptWarmMs);
          cooling.unref();
        }
        return reports;
      }),
    async close() {
      await letGo();
      await live.close();
    },
  };
}
