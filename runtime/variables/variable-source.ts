import type { Json } from '@crossdock/nodes/contract/item';

export type VariableValues = Readonly<Record<string, Json>>;

/** Where programs have their variables from. In memory, no waiting. */
export type VariableSource = {
  /** The values as they stand, of these names; `*` among them: of all. A name that the environment does not have is left out. */
  pin(env: string, names: readonly string[]): VariableValues;
};

/** Where there are no variables at all, as in tests of the engine. */
export const noVariables: VariableSource = { pin: () => ({}) };
