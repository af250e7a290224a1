import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '../conformance.ts';
import { openAt } from './open-at.ts';

describeStore('the SQLite store', {
  module: new URL('./open-at.ts', import.meta.url),
  givesSpaceBack: true,
  async create() {
    const place = mkdtempSync(join(tmpdir(), 'crossdock-store-'));
    let store = await openAt(place);
    return {
      store,
      place,
      async reopen() {
        await store.close();
        store = await openAt(place);
        return store;
      },
      async remove() {
        await store.close();
        rmSync(place, { recursive: true });
      },
    };
  },
});
