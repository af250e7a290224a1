import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { startFakeMongo } from '../support/fake-mongo.ts';
import { freePort } from '../support/free-port.ts';
import { newDatabase } from '../support/servers/databases.ts';
import { runMongoProgram } from '../support/servers/mongo.ts';
import { mongoJava } from '../support/servers/mongo-java.ts';

/** The one line with which it refuses; never with the password. */
async function whyNot(url: string): Promise<string> {
  try {
    await (await openMongo({ url })).store.close();
    return 'it opened';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error.name).toBe('StartupError');
    expect(error.message).not.toMatch(/secret|\n/);
    return error.message;
  }
}

async function fake(answer: Parameters<typeof startFakeMongo>[0]): Promise<number> {
  const server = await startFakeMongo(answer);
  onTestFinished(server.close);
  return server.port;
}

describe('a MONGODB_URL that cannot be right', () => {
  it.each([
    'localhost:27017',
    'http://ann:secret@localhost/x',
    'mongodb://ann:secret@',
    'mongodb://ann:secret@localhost:99999999',
    'mongodb://ann:secret@localhost/crossdock?w=1&tls=maybe',
    'mongodb+srv://ann:secret@localhost:27017',
    'mongodb://ann:secret@localhost/?appNaem=secret',
  ])('%s', async (url) => {
    expect(await whyNot(url)).toMatch(
      /^MONGODB_URL is no address of a MongoDB( \(.*\))?; it looks like mongodb:\/\/user:password@host:27017\/crossdock$/,
    );
  });
});

it('a name that no database can have is told as such', async () => {
  expect(await whyNot('mongodb://ann:secret@localhost/a/b')).toBe(
    'MONGODB_URL names the database "a/b"; a name has no slash, dot, space, quote or $',
  );
});

describe('a start', () => {
  it('says where nobody listens, within three seconds', async () => {
    const port = await freePort();
    const began = performance.now();
    expect(await whyNot(`mongodb://ann:secret@127.0.0.1:${port}/x`)).toMatch(
      new RegExp(
        `^the MongoDB at 127.0.0.1:${port} cannot be reached within 2 s \\(.*ECONNREFUSED.*\\); start it, or correct MONGODB_URL$`,
      ),
    );
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('says when the name of the host is unknown', async () => {
    expect(await whyNot('mongodb://ann:secret@no-such-host.invalid/x')).toMatch(
      /^the MongoDB at no-such-host.invalid:27017 cannot be reached within 2 s \(.*\)/,
    );
  });

  it('says when the password is wrong', async () => {
    const port = await fake((command) =>
      'saslStart' in command ? { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.' } : null,
    );
    expect(await whyNot(`mongodb://ann:secret@127.0.0.1:${port}/x`)).toBe(
      `the MongoDB at 127.0.0.1:${port} refuses the user "ann" (Authentication failed.); check user, password and authSource in MONGODB_URL`,
    );
  });

  it('says when a user is wanted, and when the user may not write', async () => {
    const fault = { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on x to execute command' };
    const port = await fake((command) => ('count' in command ? fault : null));
    expect(await whyNot(`mongodb://127.0.0.1:${port}/x`)).toMatch(
      /wants a user \(not authorized.*\); put user and password into MONGODB_URL$/,
    );
  });

  it('says when the server is too old', async ({ skip }) => {
    const program = await mongoJava({ wireVersion: 6 });
    if (!program) return skip('it takes mongo-java-server to be an old server');
    const old = await runMongoProgram(program);
    onTestFinished(old.remove);
    expect(await whyNot(old.url)).toMatch(
      /^the MongoDB at 127.0.0.1:\d+ is too old \(.*wire version.*\); Crossdock needs MongoDB 6 or later$/,
    );
  });

  it('refuses a server on which two callers can win the same compare-and-set', async () => {
    const port = await fake((command) => ('update' in command ? { n: 1, nModified: 1 } : { n: 0 }));
    expect(await whyNot(`mongodb://127.0.0.1:${port}/x`)).toBe(
      `the server at 127.0.0.1:${port} is not atomic (50 of 50 callers won the same compare-and-set), so runs could be lost or doubled on it; use MongoDB 6 or later`,
    );
  });

  it('of several processes at once on one database passes in all of them', async ({ skip }) => {
    const url = inject('mongoUrl');
    if (url === null) return skip('there is no MongoDB');
    const database = newDatabase(url);
    const opened = await Promise.all(Array.from({ length: 4 }, () => openMongo({ url: database.url })));
    await Promise.all(opened.map(({ store }) => store.close()));
    await database.drop();
  });
});
