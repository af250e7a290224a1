import type { Flow } from '@crossdock/flows/document/flow';
import type { LookupRow } from '../lookups/lookup.ts';
import type { VariableChange } from '../variables/variable-book.ts';
import type { LookupHead } from './lookup-files.ts';

/** What an environment is made of, as far as files hold it: the same for what a folder asks for and for what an installation has. */
export type Setup = {
  /** null: nothing is said of it. */
  readonly environment: EnvironmentPart | null;
  /** By name, as everything below. null: nothing is said of them. */
  readonly variables: ReadonlyMap<string, VariablePart> | null;
  /** The company's own ones; `ship-notice@2`. */
  readonly contracts: ReadonlyMap<string, ContractPart>;
  readonly lookups: ReadonlyMap<string, LookupPart>;
  readonly connections: ReadonlyMap<string, ConnectionPart>;
  readonly flows: ReadonlyMap<string, FlowPart>;
};

/** Settings of the environment, as JSON; which fields there are is theirs to say who keep them. */
export type EnvironmentPart = {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What a version needs to come here; null: nothing is said of it. */
  readonly promotionPolicy: Readonly<Record<string, unknown>> | null;
};

export type VariablePart = VariableChange;

export type ContractPart = { readonly title: string; readonly schema: Readonly<Record<string, unknown>> };

export type LookupPart = { readonly table: LookupHead; readonly rows: readonly LookupRow[] };

/** A connection without its secrets. */
export type ConnectionPart = {
  readonly system: string;
  readonly address: string;
  /** `kind`, and the fields that everybody may see. */
  readonly auth: Readonly<Record<string, unknown>> & { readonly kind: string };
  /** The secrets that it has, by field: `env:NAME` or `file:PATH`, or `vault`, where the value is kept and never leaves. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly policy: Readonly<Record<string, unknown>>;
};

export type FlowPart = {
  readonly flow: Flow;
  /** The note of the version that runs in the environment; null: only a draft. */
  readonly runs: { readonly note: string } | null;
};

/** The value of `secrets` for one that the vault keeps. */
export const inVault = 'vault';
