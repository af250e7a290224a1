import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { canonicalText } from '@crossdock/flows/document/canonical';
import { type Command, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { knowledge } from '../flow-file.ts';
import { lookupFileEnding, lookupText } from '../lookup-file.ts';

export const exportFlows: Command = {
  name: 'export',
  summary: 'Write flows as stable, diff-friendly files',
  usage: 'export [FLOW | FLOW@VERSION]... [--to FOLDER] [--env ENV] [--server URL]',
  help: `
  FLOW           its draft; without any, the drafts of all flows
  --to FOLDER    default: the working folder
  --env ENV      where lookups are taken from; default dev
${serverHelp.trimStart()}
Equal flows give equal files, named FLOW.flow.json. The lookups that they use go to lookups/NAME.lookup.json, without any
FLOW all of the environment's.

  crossdock export --to flows
`,
  options: { to: { type: 'string' }, env: { type: 'string' }, ...serverOption },
  async run(given) {
    const wanted = given.positionals.map((text) => {
      const [, id, version] = /^([^@]+?)(?:@(\d+))?$/.exec(text) ?? [];
      if (id === undefined) throw new UsageError(`"${text}" names no flow: write FLOW or FLOW@3.`);
      return { id, version: version === undefined ? undefined : Number(version) };
    });
    const folder = textOption(given, 'to') ?? '.';
    const env = textOption(given, 'env') ?? 'dev';
    const used = new Set<string>();
    const installation = await findInstallation(given);
    try {
      const flows = wanted.length > 0 ? wanted : (await installation.flowIds()).map((id) => ({ id, version: undefined }));
      await mkdir(folder, { recursive: true });
      for (const { id, version } of flows) {
        const file = join(folder, `${id}.flow.json`);
        const flow = await installation.flow(id, version);
        for (const { table } of lookupUses(flow, knowledge.catalog)) used.add(table);
        await writeFile(file, canonicalText(flow));
        given.output.out(`${file}\n`);
      }
      const there = await installation.lookupNames(env);
      const tables = there.filter((name) => wanted.length === 0 || used.has(name));
      if (tables.length > 0) await mkdir(join(folder, 'lookups'), { recursive: true });
      for (const name of tables) {
        const file = join(folder, 'lookups', `${name}${lookupFileEnding}`);
        await writeFile(file, lookupText(await installation.lookup(env, name)));
        given.output.out(`${file}\n`);
      }
      if (flows.length === 0) given.output.err(`There is no flow in ${installation.place}.\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
