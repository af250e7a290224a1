import { expect, test } from 'vitest';
import { gateLinkWords } from './gate-link.ts';

test.each([
  ['/connections/ups-rates?env=prod', 'Open ups-rates in prod'],
  ['/lookups/sku-to-item?env=test', 'Open sku-to-item in test'],
  ['/contracts/order@2', 'Open order@2'],
  ['/contracts', 'Open where it is fixed'],
  ['/environments/prod', 'Open the settings of prod'],
  ['/flows/orders', 'Open the flow'],
  ['/flows/orders/versions', 'Open its versions'],
  ['/runs?env=test&flow=orders', 'Open its runs in test'],
  ['/promotion/PR-4', 'Open PR-4'],
])('the link of a gate to %s says "%s"', (link, words) => {
  expect(gateLinkWords(link)).toBe(words);
});
