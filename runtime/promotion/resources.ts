import type { Flow } from '@crossdock/flows/document/flow';
import type { StillMay } from '../access/still-may.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import type { ConnectionBook } from '../connections/connection-book.ts';
import type { ConnectionCare } from '../connections/connection-care.ts';
import type { Log } from '../engine/log.ts';
import type { RunService } from '../engine/run-service.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Configuration } from '../lifecycle/configuration.ts';
import type { ContractBook } from '../lifecycle/contract-book.ts';
import type { FlowKnowledge } from '../lifecycle/flow-knowledge.ts';
import type { LiveDeployments } from '../lifecycle/live-deployments.ts';
import type { Versions } from '../lifecycle/versions.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import type { IsCalling } from '../rehearsal/mocked-systems.ts';
import type { Store } from '../store/store.ts';
import type { VariableBook } from '../variables/variable-book.ts';
import type { Policies } from './policies.ts';
import type { BundleRehearsal } from './rehearse-bundle.ts';
import type { OpenStage } from './shadow/shadow-stage.ts';
import type { StillAble } from './still-able.ts';

export type PromotionResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: Audit;
  readonly bulletin: Bulletin;
  readonly environments: EnvironmentBook;
  readonly policies: Policies;
  readonly versions: Versions;
  readonly deployments: LiveDeployments;
  readonly knowledge: FlowKnowledge;
  readonly lookups: LookupBook;
  readonly contracts: ContractBook;
  readonly connections: ConnectionBook;
  readonly care: Pick<ConnectionCare, 'of'>;
  readonly variables: Pick<VariableBook, 'get' | 'list'>;
  readonly rehearsal: BundleRehearsal;
  readonly runs: Pick<RunService, 'list' | 'whole'>;
  /** Where past messages are tried on what is to come. */
  readonly openShadowStage: OpenStage;
  /** Which steps call a system. */
  readonly isCalling: IsCalling;
  /** What a flow would run with in an environment. */
  readonly configurationOf: (env: string, flow: Flow) => Configuration;
  /** These things of an environment are from now on as they should be; what differs later is drift. */
  remember(env: string, parts: readonly { readonly kind: 'lookup'; readonly name: string }[], by: string): Promise<void>;
  /** Takes over what other servers have deployed and changed up to now. */
  catchUp(): Promise<void>;
  readonly stillAble: StillAble;
  readonly stillMay: StillMay;
};
