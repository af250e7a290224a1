import { basename } from 'node:path';
import type { Flow } from '@crossdock/flows/document/flow';
import { type Command, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { hasErrors, problemLines, readFlowFile } from '../flow-file.ts';
import { lookupFileEnding, lookupsIn, readLookupFile } from '../lookup-file.ts';
import { folderProblemLines } from '../read-folder-files.ts';
import { flowFilesOf } from '../surroundings.ts';

export const importFlows: Command = {
  name: 'import',
  summary: 'Make or replace drafts and lookups from files',
  usage: 'import FILE|FOLDER... [--publish NOTE] [--env ENV] [--server URL]',
  help: `
  FOLDER           its flows and lookups; of an exported environment those too, as drafts. crossdock apply makes the whole environment
  FILE             a flow (.flow.json) or a lookup (.lookup.json); lookups come first, so that flows find them
  --publish NOTE   publish each flow as its next version, with this note; needs flows without errors
  --env ENV        where lookups go; default dev
${serverHelp.trimStart()}
Nothing is changed when one of the files cannot be read. Exit 2: a file is invalid.

  crossdock import flows/*.flow.json --publish "release 12"
`,
  options: { publish: { type: 'string' }, env: { type: 'string' }, ...serverOption },
  async run(given) {
    if (given.positionals.length === 0) throw new UsageError('Name at least one flow file, lookup file or folder.');
    const note = textOption(given, 'publish');
    const env = textOption(given, 'env') ?? 'dev';
    const isLookup = (file: string) => file.endsWith(lookupFileEnding);
    const flowFiles = await flowFilesOf(given.positionals.filter((file) => !isLookup(file)));
    const named = await Promise.all(given.positionals.filter(isLookup).map(async (file) => ({ file, table: await readLookupFile(file) })));
    const inFolders = await Promise.all(given.positionals.map(lookupsIn));
    for (const { folder, problems } of inFolders) given.output.err(folderProblemLines(folder, problems));
    if (inFolders.some(({ problems }) => problems.length > 0)) return 2;
    const tables = [...named, ...inFolders.flatMap((one) => one.tables)];
    const files = await Promise.all(flowFiles.map(readFlowFile));
    const refused = files.filter((file) => file.flow === null || (note !== undefined && hasErrors(file)));
    for (const file of refused) given.output.err(problemLines(file));
    if (refused.length > 0) return 2;
    const installation = await findInstallation(given);
    try {
      for (const { file, table } of tables) {
        const version = await installation.putLookup(env, table, note ?? `Imported from ${basename(file)}`);
        given.output.out(`${file}: lookup ${table.name} in ${env}, version ${version}\n`);
      }
      for (const { file, flow } of files) {
        const { id } = flow as Flow;
        const { revision, errors } = await installation.put(flow, id);
        const version = note === undefined ? null : (await installation.publish(id, note)).version;
        const published = version === null ? '' : `, published as version ${version}`;
        const broken = errors === 0 ? '' : `, with ${errors} ${errors === 1 ? 'error' : 'errors'}`;
        given.output.out(`${file}: ${id}, revision ${revision}${published}${broken}\n`);
      }
      return 0;
    } finally {
      await installation.close();
    }
  },
};
