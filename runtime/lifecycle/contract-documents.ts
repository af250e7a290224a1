import { type Contract, contractName } from '@crossdock/flows/contracts/contract';

/** Contracts under the names by which flows mean them: `order@1`. */
export type ContractSource = {
  names(): readonly string[];
  get(name: string): Contract | undefined;
};

/** Contracts of which there will be no others: for flow files, which come without an installation. */
export function fixedContracts(contracts: readonly Contract[]): ContractSource {
  const byName = new Map(contracts.map((contract) => [contractName(contract), contract]));
  return { names: () => [...byName.keys()], get: (name) => byName.get(name) };
}
