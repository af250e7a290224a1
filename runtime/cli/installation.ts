import type { Flow } from '@crossdock/flows/document/flow';
import type { Audit } from '../audit/audit.ts';
import type { Applied, Secrets } from '../files/file-book.ts';
import type { Drift } from '../files/known-good.ts';
import type { Plan, PlanOptions } from '../files/plan.ts';
import type { Files } from '../files/write-folder.ts';
import type { DeployedNow, RollbackReply, RolloutCounts } from '../lifecycle/deploying.ts';
import type { RolloutRequest } from '../lifecycle/rollout.ts';
import type { KeysStatus } from '../vault/shown-status.ts';
import type { LookupFile } from './lookup-file.ts';
import type { PromotionClient } from './promotion-client.ts';

/** Its environments as files. */
export type FilesOfInstallation = {
  export(env: string, withDrafts: boolean): Promise<Files>;
  plan(env: string, files: Files, options: PlanOptions, secrets: Secrets): Promise<Plan>;
  /** `plan`: the id of the plan that was looked at. Rejects when it is another one by now. */
  apply(
    env: string,
    files: Files,
    options: PlanOptions,
    given: { readonly plan: string; readonly secrets: Secrets; readonly note: string },
  ): Promise<Applied>;
  drift(env: string): Promise<readonly Drift[]>;
};

/** What runs of a flow in an environment, with how both versions of a rollout do. */
export type RolloutNow = Pick<DeployedNow, 'deployment' | 'notMade'> & { readonly rolloutCounts: RolloutCounts | null };

/** What the commands do with an installation, whether its server runs or not. */
export type Installation = {
  /** How it is reached, for messages: an address or a folder. */
  readonly place: string;
  flowIds(): Promise<readonly string[]>;
  /** The draft, or a published version. */
  flow(id: string, version: number | undefined): Promise<Flow>;
  /** Creates the flow or replaces its draft. */
  put(flow: unknown, id: string): Promise<{ readonly revision: number; readonly errors: number }>;
  publish(id: string, note: string): Promise<{ readonly version: number }>;
  latestVersion(id: string): Promise<number | null>;
  deploy(
    id: string,
    version: number,
    env: string,
    rollout: RolloutRequest | undefined,
  ): Promise<{ readonly missingConnections: readonly string[] }>;
  /** A version that comes gradually; `share` 100 completes it. */
  readonly rollout: {
    of(id: string, env: string): Promise<RolloutNow>;
    share(id: string, request: { readonly env: string; readonly share: number; readonly why: string }): Promise<unknown>;
    back(id: string, request: { readonly env: string; readonly why: string }): Promise<void>;
  };
  rollback(
    id: string,
    request: {
      readonly env: string;
      /** Default: the one before. */
      readonly version: number | undefined;
      readonly why: string;
      readonly restoreConfiguration: boolean;
    },
  ): Promise<RollbackReply>;
  /** `until` in ms; null: until it is resumed. */
  pause(
    id: string,
    request: { readonly env: string; readonly mode: 'refuse' | 'queue'; readonly why: string; readonly until: number | null },
  ): Promise<unknown>;
  resume(id: string, env: string): Promise<void>;
  lookupNames(env: string): Promise<readonly string[]>;
  /** Rejects when there is none. */
  lookup(env: string, name: string): Promise<LookupFile>;
  /** Makes the table, or its next version. Resolves to its version. */
  putLookup(env: string, table: LookupFile, why: string): Promise<number>;
  readonly files: FilesOfInstallation;
  /** The keys of the installation. */
  readonly secrets: { status(): Promise<KeysStatus>; rotate(): Promise<KeysStatus>; rekey(): Promise<KeysStatus> };
  readonly audit: Pick<Audit, 'list' | 'verify'>;
  /** null: they need a running server, which carries them out. */
  readonly promotions: PromotionClient | null;
  /** A one-time sign-in link. */
  link(name: string): Promise<string>;
  close(): Promise<void>;
};
