import { type Command, isGiven, UsageError } from '../command.ts';
import { hasErrors, problemLines, readFlowFile } from '../flow-file.ts';
import { folderProblemLines } from '../read-folder-files.ts';
import { flowFilesOf, setupIn } from '../surroundings.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'Check flow files and list every problem with its place',
  usage: 'validate FILE|FOLDER... [--json]',
  help: `
  FOLDER   all its flows; of an exported environment also its contracts, lookups, connections, variables and settings
  --json   problems as one JSON document

Exit 0: no errors (warnings and hints are listed). Exit 2: a file has errors.

  crossdock validate flows/*.flow.json
  crossdock validate crossdock/test
`,
  options: { json: { type: 'boolean' } },
  async run(given) {
    if (given.positionals.length === 0) throw new UsageError('Name at least one flow file or folder.');
    const folders = await Promise.all(given.positionals.map(folderProblems));
    const files = await Promise.all((await flowFilesOf(given.positionals)).map(readFlowFile));
    const isInvalid = files.some(hasErrors) || folders.some(({ problems }) => problems.some(({ isError }) => isError));
    if (isGiven(given, 'json')) {
      given.output.out(
        `${JSON.stringify({ valid: !isInvalid, files: files.map(({ file, flow, problems }) => ({ file, flow: flow?.id ?? null, problems })), folders: folders.filter(({ problems }) => problems.length > 0) }, null, 2)}\n`,
      );
    } else {
      for (const { folder, problems } of folders) given.output.out(folderProblemLines(folder, problems));
      for (const file of files) {
        given.output.out(problemLines(file));
        if (!hasErrors(file)) given.output.out(`${file.file}: valid\n`);
      }
    }
    return isInvalid ? 2 : 0;
  },
};

/** Of an exported environment all but what its flows tell themselves. */
async function folderProblems(folder: string) {
  const problems = (await setupIn(folder))?.problems ?? [];
  return { folder, problems: problems.filter(({ path }) => !path.startsWith('flows/') || !path.endsWith('.flow.json')) };
}
