import type { Contract } from '@crossdock/flows/contracts/contract';
import { contractOf } from '@crossdock/flows/contracts/contracts';
import type { Flow } from '@crossdock/flows/document/flow';
import { graphOf } from '@crossdock/flows/graph/graph';
import { topologicalOrder } from '@crossdock/flows/graph/topological-order';
import { libraryNames } from '@crossdock/nodes/contract/check-expression';
import type { NodeDefinition } from '@crossdock/nodes/contract/define-node';
import type { Deployments } from '../../lifecycle/deployments.ts';
import { withGivenRecords } from '../../rehearsal/given-records.ts';
import type { RunDocument } from '../run/run-document.ts';
import { compilePlan } from './compile-plan.ts';
import type { Plan } from './plan.ts';

type Definitions = {
  definitionOf(type: string, version: number): NodeDefinition | undefined;
  upgradeConfig(type: string, fromVersion: number, config: Record<string, unknown>): Record<string, unknown>;
};

type Resources = {
  readonly deployments: Deployments;
  readonly definitions: Definitions;
  /** Default: the canonical ones. */
  readonly contracts?: Contracts | undefined;
  /** Called before a version is compiled that this process has not seen: what it names may have been changed by another process a moment ago. */
  readonly catchUp?: (() => Promise<unknown>) | undefined;
};

/** The contracts that flows may name. */
export type Contracts = { get(name: string): Contract | undefined };

/** Plans kept at once; each holds a program of some 50 KB. */
const kept = 200;

/** Compiles each version once. A version that does not compile is remembered too, so that a flood of its messages costs nothing. */
export class PlanCache {
  readonly #plans = new Map<string, Plan | null>();
  readonly #resources: Resources;

  constructor(resources: Resources) {
    this.#resources = { ...resources, definitions: withGivenRecords(resources.definitions) };
  }

  /** Throws PlanError or ConfigError when the flow cannot be compiled. */
  compile(flow: Flow, version: number, hash: string): Plan {
    const plan = this.compileOnce(flow, version, hash);
    this.#keep(`${hash}@${version}`, plan);
    return plan;
  }

  /** The same for a plan that nobody will ask for again, such as that of a preview. */
  compileOnce(flow: Flow, version: number, hash: string): Plan {
    const { definitions } = this.#resources;
    return compilePlan({
      flow,
      version,
      hash,
      resources: {
        definition: (type, major) => definitions.definitionOf(type, major),
        upgradeConfig: (type, from, config) => definitions.upgradeConfig(type, from, config),
        contract: this.#resources.contracts?.get ?? contractOf,
        libraryNames,
        topologicalOrder: (document) => topologicalOrder(graphOf(document)),
      },
    });
  }

  compiled(flow: Flow, version: number, hash: string): Plan | null {
    const known = this.#plans.get(`${hash}@${version}`);
    if (known !== undefined) return known;
    try {
      return this.compile(flow, version, hash);
    } catch {
      this.#keep(`${hash}@${version}`, null);
      return null;
    }
  }

  /** The plan of the version that a run was accepted by; null when it cannot be found or compiled. */
  readonly planOf = async (run: Pick<RunDocument, 'flow' | 'version' | 'flowHash'>): Promise<Plan | null> => {
    const known = this.#plans.get(`${run.flowHash}@${run.version}`);
    if (known !== undefined) return known;
    const { deployments } = this.#resources;
    const flow =
      run.version === 0 ? await deployments.draft(run.flowHash) : ((await deployments.version(run.flow, run.version))?.flow ?? null);
    await this.#resources.catchUp?.();
    return flow ? this.compiled(flow, run.version, run.flowHash) : null;
  };

  #keep(key: string, plan: Plan | null): void {
    this.#plans.set(key, plan);
    if (this.#plans.size > kept) this.#plans.delete(this.#plans.keys().next().value as string);
  }
}
