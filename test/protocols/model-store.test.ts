import { describeCompareAndSet } from '@crossdock/runtime/store/conformance/compare-and-set';
import { describeFinding } from '@crossdock/runtime/store/conformance/finding';
import { describeWriting } from '@crossdock/runtime/store/conformance/writing';
import { describe } from 'vitest';
import { modelStore } from './model-store.ts';
import { State } from './state.ts';

// What the explorer says about a protocol is worth what its store is worth, so that one passes the suites of the real ones.
describe('the store of the model, each operation performed when it is asked for', () => {
  const factory = {
    create: async () => {
      const state = new State();
      const open = () => modelStore(async (step) => step.perform(state));
      return { store: open(), reopen: async () => open(), remove: async () => undefined, place: '' };
    },
    module: new URL('file:///none'),
    givesSpaceBack: false,
  };
  describeWriting(factory);
  describeCompareAndSet(factory);
  describeFinding(factory);
});
