import { type Command, UsageError } from '../command.ts';

export const server: Command = {
  name: 'server',
  summary: 'Start Crossdock: designer, API, intake and runtime',
  usage: 'server [--intake-only]',
  help: `
  --intake-only       takes messages in and leaves the runs to workers (crossdock worker); needs MONGODB_URL

It is set up by the environment:

  PORT, HOST          where it listens; default 3000 on loopback
  CROSSDOCK_DATA      the data folder; default: data in the project
  CROSSDOCK_SECRET    the key for credentials; default: one of the data folder's own
  CROSSDOCK_TOKEN     an admin API token, for automation
  CROSSDOCK_HOSTS     further host names that people reach it by, separated by commas
  CROSSDOCK_DEMO=0    without demo systems and reference flows
  CROSSDOCK_LOG       debug, info, warn (default), error or silent
  CROSSDOCK_DRAIN     seconds that runs under way may take to end when it is stopped; default 10
  CROSSDOCK_LEASE     seconds after which a process that stands still counts as dead; default 15
  MONGODB_URL         MongoDB instead of SQLite, shared by any number of servers and workers
  REDIS_URL           BullMQ on Redis instead of the queue in memory; needs MONGODB_URL
`,
  options: { 'intake-only': { type: 'boolean' } },
  async run({ positionals, options }) {
    if (positionals.length > 0) throw new UsageError(`The server takes no arguments, so "${positionals[0]}" is not understood.`);
    const { main } = await import('../../server.ts');
    await main({ isWorking: options['intake-only'] !== true });
    return 0;
  },
};
