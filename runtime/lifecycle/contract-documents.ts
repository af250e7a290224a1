import { type Contract, contractName } from '@crossdock/flows/contracts/contract';

export type ContractDocument = { readonly name: string; readonly title: string; readonly schema: Record<string, unknown> };

/** The contracts under the names by which flows mean them: `order@1`. */
export function namedContracts(contracts: readonly Contract[]): readonly ContractDocument[] {
  return contracts.map((contract) => ({ name: contractName(contract), title: contract.title, schema: { ...contract.schema } }));
}
