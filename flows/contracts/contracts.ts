import { type Contract, contractName } from './contract.ts';

/** All canonical documents, by subject and version. */
export const contracts: readonly Contract[] = [];

/** The contract that `order@1` means; undefined when there is none. */
export function contractOf(name: string): Contract | undefined {
  return contracts.find((contract) => contractName(contract) === name);
}
