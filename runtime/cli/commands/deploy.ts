import { type Command, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

export const deploy: Command = {
  name: 'deploy',
  summary: 'Run a published version of a flow in an environment',
  usage: 'deploy FLOW@VERSION --to ENV [--server URL]',
  help: `
  FLOW@latest    the newest published version
  --to ENV       dev, test or prod
${serverHelp.trimStart()}
  crossdock deploy shopify-order-to-erp@3 --to test
`,
  options: { to: { type: 'string' }, ...serverOption },
  async run(given) {
    const [, flow, wanted] = /^([^@]+)@(\d+|latest)$/.exec(given.positionals[0] ?? '') ?? [];
    if (flow === undefined || wanted === undefined || given.positionals.length > 1)
      throw new UsageError('Name one flow with its version, as FLOW@3 or FLOW@latest.');
    const env = textOption(given, 'to');
    if (env === undefined) throw new UsageError('The environment is missing: name it with --to ENV.');
    const installation = await findInstallation(given);
    try {
      const version = wanted === 'latest' ? await installation.latestVersion(flow) : Number(wanted);
      if (version === null) throw new Error(`"${flow}" was not published yet.`);
      const { missingConnections } = await installation.deploy(flow, version, env);
      given.output.out(`${flow}@${version} runs in ${env} (${installation.place})\n`);
      if (missingConnections.length > 0)
        given.output.err(`${env} has no connection ${missingConnections.join(', ')} yet; runs that need it will fail.\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
