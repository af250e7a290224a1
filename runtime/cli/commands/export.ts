import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalText } from '@crossdock/flows/document/canonical';
import { type Command, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

export const exportFlows: Command = {
  name: 'export',
  summary: 'Write flows as stable, diff-friendly files',
  usage: 'export [FLOW | FLOW@VERSION]... [--to FOLDER] [--server URL]',
  help: `
  FLOW           its draft; without any, the drafts of all flows
  --to FOLDER    default: the working folder
${serverHelp.trimStart()}
Equal flows give equal files, named FLOW.flow.json.

  crossdock export --to flows
`,
  options: { to: { type: 'string' }, ...serverOption },
  async run(given) {
    const wanted = given.positionals.map((text) => {
      const [, id, version] = /^([^@]+?)(?:@(\d+))?$/.exec(text) ?? [];
      if (id === undefined) throw new UsageError(`"${text}" names no flow: write FLOW or FLOW@3.`);
      return { id, version: version === undefined ? undefined : Number(version) };
    });
    const folder = textOption(given, 'to') ?? '.';
    const installation = await findInstallation(given);
    try {
      const flows = wanted.length > 0 ? wanted : (await installation.flowIds()).map((id) => ({ id, version: undefined }));
      await mkdir(folder, { recursive: true });
      for (const { id, version } of flows) {
        const file = join(folder, `${id}.flow.json`);
        await writeFile(file, canonicalText(await installation.flow(id, version)));
        given.output.out(`${file}\n`);
      }
      if (flows.length === 0) given.output.err(`There is no flow in ${installation.place}.\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
