import { describe } from 'vitest';
import { describeCompareAndSet } from './conformance/compare-and-set.ts';
import { describeDurability } from './conformance/durability.ts';
import { describeFinding } from './conformance/finding.ts';
import { describeRemoving } from './conformance/removing.ts';
import type { StoreFactory } from './conformance/sample-collections.ts';
import { describeSpace } from './conformance/space.ts';
import { describeWriting } from './conformance/writing.ts';

/** What every Store must do; run against each implementation. */
export function describeStore(name: string, factory: StoreFactory): void {
  describe(name, () => {
    describeWriting(factory);
    describeCompareAndSet(factory);
    describeFinding(factory);
    describeDurability(factory);
    describeRemoving(factory);
    if (factory.givesSpaceBack) describeSpace(factory);
  });
}
