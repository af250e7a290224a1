import type { Flow, Problem, SampleMessage } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/vocabulary';
import type { z } from 'zod';
import type { change } from '../api/shapes/flow-shapes.ts';
import type { Deploying } from './deploying.ts';
import type { ChangeCounts } from './versions.ts';

export type Change = z.output<typeof change>;
export type Draft = {
  readonly flow: Flow;
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly problems: readonly Problem[];
  readonly latestVersion: number | null;
  /** Environment to version number. */
  readonly deployments: Readonly<Record<string, number>>;
  /** How many semantic changes against the newest version. */
  readonly changes: number;
};
export type Version = {
  readonly number: number;
  readonly hash: string;
  readonly note: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly counts: ChangeCounts | null;
  readonly environments: readonly string[];
};
export type Sample = {
  readonly id: string;
  readonly name: string;
  readonly source: 'test case' | 'run' | 'example';
  readonly message: SampleMessage;
};
export type FlowRow = {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly channel: string;
  readonly owner: string;
  readonly trigger: { readonly type: string; readonly icon: string; readonly caption: string } | null;
  readonly draft: {
    readonly revision: number;
    readonly isChanged: boolean;
    /** Semantic changes against the newest version. */
    readonly changes: number;
    readonly updatedAt: string;
    readonly updatedBy: string;
  };
  /** Of its draft, when it was last saved; absent for drafts that were saved before these were counted. */
  readonly errors?: number | undefined;
  readonly latestVersion: number | null;
  readonly deployments: Readonly<Record<string, number>>;
  /** The tables and contracts its draft names; absent for drafts that were saved before these were known. */
  readonly lookups?: readonly string[] | undefined;
  /** The variables it reads. */
  readonly variables?: readonly string[] | undefined;
  readonly contracts?: readonly string[] | undefined;
};

export type ContractUser = { readonly contract: string; readonly flow: string; readonly name: string; readonly isLive: boolean };
export type LookupUser = { readonly lookup: string; readonly flow: string; readonly name: string; readonly isLive: boolean };

export type VariableUser = { readonly variable: string; readonly flow: string; readonly name: string; readonly isLive: boolean };

/** Flows from draft to deployment. Everything that cannot be done is thrown as a Refusal. */
export type Flows = Deploying & {
  list(): Promise<readonly FlowRow[]>;
  /** Gives the flow an id made of its name, unless a document brings its own. */
  create(request: {
    readonly name: string;
    readonly channel?: string | undefined;
    readonly flow?: unknown;
    readonly by: string;
  }): Promise<Draft>;
  draft(id: string): Promise<Draft>;
  /** Also of a flow that was removed, whose runs are still there. null: there never was such a flow. */
  channelOf(id: string): Promise<string | null>;
  /** Replaces the whole draft, as an import does. Creates it when there is none. */
  replace(id: string, request: { readonly flow: unknown; readonly revision?: number | undefined; readonly by: string }): Promise<Draft>;
  remove(id: string, by: string): Promise<void>;
  edit(
    id: string,
    request: { readonly revision: number; readonly operations: readonly Operation[]; readonly by: string },
  ): Promise<{ readonly revision: number; readonly problems: readonly Problem[]; readonly changes: number }>;
  publish(
    id: string,
    request: { readonly note: string; readonly deployTo?: readonly string[] | undefined; readonly by: string },
  ): Promise<Version>;
  versions(id: string): Promise<readonly Version[]>;
  version(id: string, number: number): Promise<Version & { readonly flow: Flow }>;
  diff(id: string, from: number | 'draft', to: number | 'draft'): Promise<readonly Change[]>;
  samples(id: string): Promise<readonly Sample[]>;
  /** Ids of the flows deployed in the environment whose document names the connection. In memory. */
  usedBy(env: string, connection: string): readonly string[];
  /** Which flows name which contracts: deployed in any environment, or as drafts. */
  usersOfContracts(): Promise<readonly ContractUser[]>;
  /** Which flows look things up in which tables: deployed in the environment, or as drafts. */
  usersOfLookups(env: string): Promise<readonly LookupUser[]>;
  /** Which flows read which variables: deployed in the environment, or as drafts. */
  usersOfVariables(env: string): Promise<readonly VariableUser[]>;
  /** Told after each change of a draft. Returns the way to stop. */
  onEdit(listener: (edit: { readonly flowId: string; readonly revision: number; readonly by: string }) => void): () => void;
};
