import { type Command, textOption } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

export const link: Command = {
  name: 'link',
  summary: 'Make a one-time sign-in link',
  usage: 'link [--name NAME] [--server URL]',
  help: `
  --name NAME    who will sign in, as the audit shows it; default Admin
${serverHelp.trimStart()}
The link works once, for 15 minutes.
`,
  options: { name: { type: 'string' }, ...serverOption },
  async run(given) {
    const installation = await findInstallation(given);
    try {
      given.output.out(`${await installation.link(textOption(given, 'name') ?? 'Admin')}\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
