import type { SchemaChange } from '@crossdock/flows/contracts/compare-schemas';
import type { Compatibility, Incompatibility } from '@crossdock/flows/contracts/compatibility';
import type { Contract } from '@crossdock/flows/contracts/contract';
import type { Detail } from '../api/refusal.ts';

/** A contract as people see it: canonical, or of the company's own. */
export type ShownContract = {
  /** `order@1` */
  readonly name: string;
  readonly title: string;
  readonly schema: Record<string, unknown>;
  readonly origin: 'canonical' | 'own';
  /** `order` of `order@1`. */
  readonly subject: string;
  readonly version: number;
  /** null: it came with Crossdock. */
  readonly made: { readonly at: string; readonly by: string; readonly why: string } | null;
  /** Against the version before; empty for a first one. */
  readonly changes: readonly SchemaChange[];
  /** What the next version of the subject may change. */
  readonly compatibility: Compatibility;
};

export type ContractCheck = {
  /** What makes it no JSON Schema; empty: it can be used. */
  readonly problems: readonly Detail[];
  /** The newest version of the subject; null: it would be the first. */
  readonly newest: number | null;
  readonly changes: readonly SchemaChange[];
  readonly compatibility: Compatibility;
  /** Changes that this does not allow: the version cannot be made. */
  readonly broken: readonly Incompatibility[];
};

/** All contracts: the canonical ones and the company's own. Asked of memory; versions never change. */
export type ContractBook = {
  /** Canonical first, then by name; newest version first. */
  list(): readonly ShownContract[];
  names(): readonly string[];
  /** Also one that was removed: runs of old versions go on. The same object each time. */
  get(name: string): Contract | undefined;
  check(subject: string | null, schema: Record<string, unknown>): ContractCheck;
  /** Makes the next version. Throws INVALID_CONTRACT, CONTRACT_INCOMPATIBLE, STALE_CONTRACT. */
  add(request: {
    readonly subject: string;
    readonly title: string;
    readonly schema: Record<string, unknown>;
    readonly by: string;
    readonly why: string;
    /** The newest version when it was made; another one by now is refused. */
    readonly newest?: number | undefined;
    /** The very number, as files name it; one that was taken off the list comes back. Default: the next. Throws INVALID_CONTRACT when it is another document. */
    readonly version?: number | undefined;
  }): Promise<ShownContract>;
  /** From now on versions of the subject are held against it. Throws NO_SUCH_CONTRACT. */
  setCompatibility(subject: string, mode: Compatibility, by: string): Promise<void>;
  /** Takes one of the own contracts off the list. Throws NO_SUCH_CONTRACT. */
  remove(name: string, by: string): Promise<void>;
  /** Takes over what other processes made. */
  reload(): Promise<void>;
};
