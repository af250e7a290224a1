import type { RollbackReply } from '../../lifecycle/deploying.ts';
import { type Command, isGiven, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

export const rollback: Command = {
  name: 'rollback',
  summary: 'Bring an earlier version of a flow back, with its configuration as it was',
  usage: 'rollback FLOW --env ENV [--to N] [--why TEXT] [--keep-configuration]',
  help: `
  --env ENV                the environment
  --to N                   a version that ran there; default: the one before
  --why TEXT               for the history and the audit
  --keep-configuration     leave its variables and lookups as they are now

Variables and lookups that other live flows use stay as they are, and are named. Runs under way end on the version they began with.
${serverHelp}
  crossdock rollback shopify-order-to-erp --env prod --why "Prices without tax"
`,
  options: {
    env: { type: 'string' },
    to: { type: 'string' },
    why: { type: 'string' },
    'keep-configuration': { type: 'boolean' },
    ...serverOption,
  },
  async run(given) {
    const [flow] = given.positionals;
    const env = textOption(given, 'env');
    const to = textOption(given, 'to');
    if (flow === undefined || given.positionals.length > 1) throw new UsageError('Name one flow, by its id.');
    if (env === undefined) throw new UsageError('The environment is missing: name it with --env ENV.');
    if (to !== undefined && !/^[1-9]\d{0,8}$/.test(to)) throw new UsageError(`--to is "${to}"; it must be the number of a version.`);
    const installation = await findInstallation(given);
    try {
      const back = await installation.rollback(flow, {
        env,
        version: to === undefined ? undefined : Number(to),
        why: textOption(given, 'why') ?? '',
        restoreConfiguration: !isGiven(given, 'keep-configuration'),
      });
      given.output.out(`${flow}@${back.version} runs in ${env} again (${installation.place})\n`);
      for (const line of configurationLines(back)) given.output.out(`  ${line}\n`);
      if (back.missingConnections.length > 0)
        given.output.err(`${env} has no connection ${back.missingConnections.join(', ')}; runs that need it will fail.\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};

function configurationLines({ configuration: { restored, left } }: RollbackReply): readonly string[] {
  return [
    ...restored.map(({ kind, name, after }) =>
      kind === 'lookup' ? `lookup ${name}: as in version ${String(after)}` : `variable ${name}: ${JSON.stringify(after)} again`,
    ),
    ...left.map(({ kind, name, why }) => `${kind} ${name}: left, because ${why}`),
  ];
}
