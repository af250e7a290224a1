import type { Flow } from '@crossdock/flows/document/flow';
import type { Audit } from '../audit/audit.ts';
import type { LookupFile } from './lookup-file.ts';

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
  deploy(id: string, version: number, env: string): Promise<{ readonly missingConnections: readonly string[] }>;
  lookupNames(env: string): Promise<readonly string[]>;
  /** Rejects when there is none. */
  lookup(env: string, name: string): Promise<LookupFile>;
  /** Makes the table, or its next version. Resolves to its version. */
  putLookup(env: string, table: LookupFile, why: string): Promise<number>;
  readonly audit: Pick<Audit, 'list' | 'verify'>;
  /** A one-time sign-in link. */
  link(name: string): Promise<string>;
  close(): Promise<void>;
};
