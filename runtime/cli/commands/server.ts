import { type Command, UsageError } from '../command.ts';

export const server: Command = {
  name: 'server',
  summary: 'Start Crossdock: designer, API, intake and runtime',
  usage: 'server',
  help: `
It is set up by the environment:

  PORT, HOST          where it listens; default 3000 on loopback
  CROSSDOCK_DATA      the data folder; default: data in the project
  CROSSDOCK_SECRET    the key for credentials; default: one of the data folder's own
  CROSSDOCK_TOKEN     an admin API token, for automation
  CROSSDOCK_HOSTS     further host names that people reach it by, separated by commas
  CROSSDOCK_DEMO=0    without demo systems and reference flows
  CROSSDOCK_LOG       debug, info, warn (default), error or silent
`,
  options: {},
  async run({ positionals }) {
    if (positionals.length > 0) throw new UsageError(`The server takes no arguments, so "${positionals[0]}" is not understood.`);
    const { main } = await import('../../server.ts');
    await main();
    return 0;
  },
};
