import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { canonicalText } from '@crossdock/flows/document/canonical';
import { type Command, type ExitCode, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { requiredEnv } from '../files-options.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { knowledge } from '../flow-file.ts';
import type { Installation } from '../installation.ts';
import { lookupFileEnding, lookupText } from '../lookup-file.ts';
import { writeFolderFiles } from '../write-folder-files.ts';

export const exportFlows: Command = {
  name: 'export',
  summary: 'Write an environment, or flows alone, as stable, diff-friendly files',
  usage:
    'export --env ENV FOLDER [--drafts] [--server URL]\n  crossdock export [FLOW | FLOW@VERSION]... [--to FOLDER] [--env ENV] [--server URL]',
  help: `
An environment as a folder: flows that run, contracts, lookups, connections without secrets, variables, settings. Files of what is gone are
removed; what others put there stays; a folder with other things in it is refused.

  --env ENV      the environment
  --drafts       also the drafts of flows that do not run there

Flows alone, with the lookups that they use:

  FLOW           its draft; without any, the drafts of all flows
  --to FOLDER    default: the working folder
  --env ENV      where lookups are taken from; default dev
${serverHelp.trimStart()}
Equal contents give equal files: sorted keys, no times, no ids of the installation.

  crossdock export --env test crossdock/test
  crossdock export --to flows
`,
  options: { to: { type: 'string' }, env: { type: 'string' }, drafts: { type: 'boolean' }, ...serverOption },
  async run(given) {
    const isEnvironment = textOption(given, 'to') === undefined && textOption(given, 'env') !== undefined;
    if (isEnvironment && given.positionals.length !== 1) throw new UsageError('Name one folder to export to, such as crossdock/test.');
    const installation = await findInstallation(given);
    try {
      return await (isEnvironment ? exportEnvironment : exportAlone)(given, installation);
    } finally {
      await installation.close();
    }
  },
};

async function exportEnvironment(given: Given, { files }: Installation): Promise<ExitCode> {
  const [folder = ''] = given.positionals;
  const { written, removed, same } = await writeFolderFiles(folder, await files.export(requiredEnv(given), isGiven(given, 'drafts')));
  for (const path of written) given.output.out(`${join(folder, path)}\n`);
  for (const path of removed) given.output.out(`${join(folder, path)} removed\n`);
  given.output.err(`${written.length} written, ${removed.length} removed, ${same} unchanged.\n`);
  return 0;
}

async function exportAlone(given: Given, installation: Installation): Promise<ExitCode> {
  const wanted = given.positionals.map((text) => {
    const [, id, version] = /^([^@]+?)(?:@(\d+))?$/.exec(text) ?? [];
    if (id === undefined) throw new UsageError(`"${text}" names no flow: write FLOW or FLOW@3.`);
    return { id, version: version === undefined ? undefined : Number(version) };
  });
  const folder = textOption(given, 'to') ?? '.';
  const env = textOption(given, 'env') ?? 'dev';
  const used = new Set<string>();
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
}
