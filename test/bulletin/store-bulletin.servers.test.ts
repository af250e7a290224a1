import { setTimeout as moment } from 'node:timers/promises';
import { describeBulletin } from '@crossdock/runtime/bulletin/conformance';
import { storeBulletin } from '@crossdock/runtime/bulletin/store-bulletin';
import { systemClock } from '@crossdock/runtime/clock/clock';
import { silentLog } from '@crossdock/runtime/engine/log';
import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import { afterAll, describe, inject } from 'vitest';
import { newDatabase } from '../support/servers/databases.ts';

const mongoUrl = inject('mongoUrl');

describe.skipIf(mongoUrl === null)('on a real MongoDB', async () => {
  const database = newDatabase(mongoUrl ?? 'mongodb://localhost');
  // Each process has its own connection.
  const opened = mongoUrl === null ? [] : await Promise.all([openMongo({ url: database.url }), openMongo({ url: database.url })]);
  afterAll(async () => {
    await Promise.all(opened.map(({ store }) => store.close()));
    if (mongoUrl !== null) await database.drop();
  });
  describeBulletin('the bulletin in a shared store', {
    async create() {
      // Later than anything that was said in the test before.
      await moment(2);
      const [one, other] = opened.map(({ store }) => storeBulletin({ store, clock: systemClock, log: silentLog }));
      if (!one || !other) throw new Error('there is no MongoDB');
      return [one, other];
    },
    pass: () => moment(20),
  });
});
