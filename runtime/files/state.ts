import type { Flow } from '@crossdock/flows/document/flow';
import type { Setup } from './setup.ts';

/** What an installation has, as far as a plan for one of its environments looks at it. Data only. */
export type State = {
  readonly env: string;
  /** Its flows are those that run in the environment. */
  readonly setup: Setup;
  /** By flow, of those that the folder names or that run there. */
  readonly flows: ReadonlyMap<string, FlowState>;
  /** Versions come here by promotion only. */
  readonly isGuarded: boolean;
  /** Whether promotions can be asked for. */
  readonly canPromote: boolean;
  /** Where a promotion to here comes from; null: there is none before it. */
  readonly before: string | null;
  /** Every contract there is or was, also the canonical ones and those taken off the list. */
  readonly contracts: ReadonlyMap<string, KnownContract>;
  /** Of every environment: a draft may name any of them. */
  readonly connectionNames: readonly string[];
  readonly variableNames: readonly string[];
  readonly lookupColumns: readonly { readonly name: string; readonly columns: readonly string[] }[];
};

export type KnownContract = {
  readonly title: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly origin: 'canonical' | 'own' | 'removed';
};

export type FlowState = {
  readonly live: { readonly version: number; readonly hash: string } | null;
  readonly draft: {
    readonly flow: Flow;
    readonly hash: string;
    readonly revision: number;
    /** Was never published, or was changed since. */
    readonly isUnpublished: boolean;
    readonly updatedBy: string;
  } | null;
  /** Newest first. */
  readonly versions: readonly { readonly number: number; readonly hash: string }[];
};
