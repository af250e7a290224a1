import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import type { Access } from '../access/access.ts';
import type { Audit } from '../audit/audit.ts';
import type { RecordView } from '../audit/record-view.ts';
import type { Board } from '../board/board.ts';
import type { Connecting } from '../connections/connect/connecting.ts';
import type { ConnectionBook } from '../connections/connection-book.ts';
import type { ConnectionCare } from '../connections/connection-care.ts';
import type { TokenBook } from '../connections/tokens/token-book.ts';
import type { Demo } from '../demo/demo.ts';
import type { Traffic } from '../engine/calls/traffic.ts';
import type { RunService } from '../engine/run-service.ts';
import type { Waits } from '../engine/waits/waits.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Workers } from '../environments/workers-of.ts';
import type { FileBook } from '../files/file-book.ts';
import type { ContractBook } from '../lifecycle/contract-book.ts';
import type { Flows } from '../lifecycle/flows.ts';
import type { LiveDeployments } from '../lifecycle/live-deployments.ts';
import type { ReferenceFlow } from '../lifecycle/reference-flows.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import type { Presence } from '../presence/presence.ts';
import type { Promotions } from '../promotion/promotions.ts';
import type { PinBook } from '../rehearsal/pins.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import type { VariableBook } from '../variables/variable-book.ts';
import type { SecretsKeeper } from '../vault/keep-secrets.ts';

/** All that the route handlers may ask. Made once at start. */
export type Services = {
  readonly version: string;
  readonly environments: EnvironmentBook;
  readonly deployments: LiveDeployments;
  readonly workers: Workers;
  /** What runs where. */
  board(): Promise<Board>;
  readonly access: Access;
  readonly audit: Audit;
  /** Called before messages of customers are shown. */
  readonly recordView: RecordView;
  readonly flows: Flows;
  readonly referenceFlows: readonly ReferenceFlow[];
  /** Who has which flow open. */
  readonly presence: Presence;
  readonly promotions: Promotions;
  readonly files: FileBook;
  readonly runs: RunService;
  /** Runs test cases. */
  readonly rehearsal: Rehearsal;
  /** Records that stand for what steps give in test runs. */
  readonly pins: PinBook;
  readonly connections: ConnectionBook;
  /** The keys of the installation. */
  readonly secrets: Pick<SecretsKeeper, 'status' | 'rotate' | 'rekey'>;
  /** Tests of connections, and what about them needs a person. */
  readonly connectionCare: ConnectionCare;
  /** Signing in at systems, for connections of which a person does. */
  readonly connecting: Connecting;
  readonly tokens: TokenBook;
  readonly lookups: LookupBook;
  readonly variables: VariableBook;
  /** Takes over what other servers have deployed and changed up to now. */
  catchUp(): Promise<void>;
  /** Decisions of people, and events from outside. */
  readonly waits: Pick<Waits, 'approvals' | 'events'>;
  /** What holds the connections' calls back. */
  readonly traffic: Traffic;
  readonly nodeTypes: readonly NodeDescriptor[];
  readonly contracts: ContractBook;
  /** null: started without the demo systems. */
  readonly demo: Demo | null;
};
