import { expect, test } from 'vitest';
import { contractName } from './contract.ts';
import { contractOf, contracts } from './contracts.ts';

test('every contract is found by the name that flows use', () => {
  for (const contract of contracts) expect(contractOf(contractName(contract))).toBe(contract);
  expect(contractOf('order@1')?.title).toBe('Order');
  expect(contractOf('order@99')).toBeUndefined();
});
