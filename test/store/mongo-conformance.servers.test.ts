import { describeBlobs } from '@crossdock/runtime/store/blobs-conformance';
import { describeStore } from '@crossdock/runtime/store/conformance';
import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import { describe, inject } from 'vitest';
import { newDatabase } from '../support/servers/databases.ts';

const url = inject('mongoUrl');

describe.skipIf(url === null)('on MongoDB', () => {
  describeStore('the store', {
    module: new URL('../../runtime/store/mongodb/open-at.ts', import.meta.url),
    givesSpaceBack: false,
    async create() {
      const database = newDatabase(url ?? '');
      let { store } = await openMongo({ url: database.url });
      return {
        store,
        place: database.url,
        async reopen() {
          await store.close();
          ({ store } = await openMongo({ url: database.url }));
          return store;
        },
        async remove() {
          await store.close();
          await database.drop();
        },
      };
    },
  });

  describeBlobs('the blobs', {
    async create() {
      const database = newDatabase(url ?? '');
      const { store, blobs } = await openMongo({ url: database.url });
      return {
        ...blobs,
        async close() {
          await blobs.close();
          await store.close();
          await database.drop();
        },
      };
    },
  });
});
