import { type Contract, contractName } from './contract.ts';
import { order1 } from './order-1.ts';

/** All canonical documents, by subject and version. */
export const contracts: readonly Contract[] = [order1];

/** The contract that `order@1` means; undefined when there is none. */
export function contractOf(name: string): Contract | undefined {
  return contracts.find((contract) => contractName(contract) === name);
}
