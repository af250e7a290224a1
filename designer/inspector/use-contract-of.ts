import type { FlowNode } from '@crossdock/flows/document/flow';
import { useMemo } from 'react';
import type { JsonSchema } from '../kit/json/contract-marks.ts';
import { useContracts } from '../server/queries.ts';

/** The contract that a step's output is held against, where its settings name one. */
export function useContractOf(node: FlowNode): { readonly name: string; readonly schema: JsonSchema } | undefined {
  const contracts = useContracts().data;
  const name = typeof node.config.contract === 'string' ? node.config.contract : null;
  return useMemo(() => {
    const contract = contracts?.find((candidate) => candidate.name === name);
    return contract ? { name: contract.name, schema: contract.schema as JsonSchema } : undefined;
  }, [contracts, name]);
}
