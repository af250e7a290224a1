import { type Command, type Given, textOption, UsageError } from '../command.ts';

export const worker: Command = {
  name: 'worker',
  summary: 'Start a worker: executes runs beside the servers',
  usage: 'worker [--env ENV,...] [--lanes LANE,...] [--concurrency N]',
  help: `
Any number of workers share the runs of one installation; one that dies is taken over by the others, one that is stopped hands its runs back.

  --env E,F           only runs of these environments; default: all
  --lanes A,B         only these lanes (a flow's lane is its channel unless it names another); default: all
  --concurrency N     runs at once per lane, 1 to 1000; default 64

It is set up by the environment as the server is:

  MONGODB_URL         the store of the servers; required
  REDIS_URL           the Redis of the servers, if they use one
  CROSSDOCK_SECRET    the secret of the servers; required unless CROSSDOCK_DATA is the data folder of one on this machine
  CROSSDOCK_DRAIN     seconds that runs under way may take to end when it is stopped; default 10
  CROSSDOCK_LEASE     seconds after which a process that stands still counts as dead; default 15
  PORT, HOST          where it answers /healthz, /readyz and /metrics; without PORT it listens nowhere
  CROSSDOCK_LOG       debug, info, warn (default), error or silent
`,
  options: { env: { type: 'string' }, lanes: { type: 'string' }, concurrency: { type: 'string' } },
  async run(given) {
    const { positionals } = given;
    if (positionals.length > 0) throw new UsageError(`A worker takes no arguments, so "${positionals[0]}" is not understood.`);
    const options = { envs: list(given, 'env'), lanes: list(given, 'lanes'), concurrency: concurrency(given) };
    const { main } = await import('../../worker.ts');
    await main(options);
    return 0;
  },
};

function list(given: Given, name: string): readonly string[] {
  const value = textOption(given, name);
  if (value === undefined) return [];
  const names = value.split(',').map((one) => one.trim());
  if (names.some((one) => one === '')) throw new UsageError(`--${name} "${value}" has an empty name; separate names by single commas.`);
  return names;
}

function concurrency(given: Given): number {
  const value = textOption(given, 'concurrency');
  if (value === undefined) return 64;
  if (/^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 1000) return Number(value);
  throw new UsageError(`--concurrency is "${value}"; it must be a whole number from 1 to 1000.`);
}
