import type { Flow } from '@crossdock/flows/document/flow';
import { type Command, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { hasErrors, problemLines, readFlowFile } from '../flow-file.ts';

export const importFlows: Command = {
  name: 'import',
  summary: 'Make or replace drafts from flow files',
  usage: 'import FILE... [--publish NOTE] [--server URL]',
  help: `
  --publish NOTE   publish each as its next version, with this note; needs flows without errors
${serverHelp.trimStart()}
Nothing is changed when one of the files cannot be read. Exit 2: a file is invalid.

  crossdock import flows/*.flow.json --publish "release 12"
`,
  options: { publish: { type: 'string' }, ...serverOption },
  async run(given) {
    if (given.positionals.length === 0) throw new UsageError('Name at least one flow file.');
    const note = textOption(given, 'publish');
    const files = await Promise.all(given.positionals.map(readFlowFile));
    const refused = files.filter((file) => file.flow === null || (note !== undefined && hasErrors(file)));
    for (const file of refused) given.output.err(problemLines(file));
    if (refused.length > 0) return 2;
    const installation = await findInstallation(given);
    try {
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
