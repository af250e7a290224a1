import type { Json } from '@crossdock/nodes/contract/item';
import type { Variable, VariableType } from './variable.ts';
import type { VariableSource, VariableValues } from './variable-source.ts';

export type VariableChange = { readonly type: VariableType; readonly value: Json; readonly purpose: string };

export type VariableSaving = {
  readonly by: string;
  readonly why: string;
  /** The revision that was changed, 0 for a new one; another one by now is refused. Left out: whatever stands is replaced. */
  readonly revision?: number | undefined;
};

/** The variables of all environments. Asked of memory; every change is stored before it counts. */
export type VariableBook = VariableSource & {
  /** By name. */
  list(env: string): readonly Variable[];
  get(env: string, name: string): Variable | null;
  /** Of one environment, or of all. */
  names(env?: string): readonly string[];
  values(env: string): VariableValues;
  /** Throws INVALID_REQUEST, STALE_VARIABLE, TOO_MANY_VARIABLES. */
  put(env: string, name: string, change: VariableChange, saving: VariableSaving): Promise<Variable>;
  /** Makes, changes and, with null, removes several at once: all or none. */
  putAll(env: string, changes: Readonly<Record<string, VariableChange | null>>, saving: Omit<VariableSaving, 'revision'>): Promise<void>;
  /** Whether there was one. */
  remove(env: string, name: string, by: string, why?: string): Promise<boolean>;
  /** Called after each change. Returns the way to stop. */
  onChange(listener: (env: string) => void): () => void;
  /** Takes over what other processes changed. */
  reload(): Promise<void>;
};
