import { type Command, isGiven, UsageError } from '../command.ts';
import { hasErrors, problemLines, readFlowFile } from '../flow-file.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'Check flow files and list every problem with its place',
  usage: 'validate FILE... [--json]',
  help: `
  --json   problems as one JSON document

Exit 0: no errors (warnings and hints are listed). Exit 2: a file has errors.

  crossdock validate flows/*.flow.json
`,
  options: { json: { type: 'boolean' } },
  async run(given) {
    if (given.positionals.length === 0) throw new UsageError('Name at least one flow file.');
    const files = await Promise.all(given.positionals.map(readFlowFile));
    const isInvalid = files.some(hasErrors);
    if (isGiven(given, 'json')) {
      given.output.out(
        `${JSON.stringify({ valid: !isInvalid, files: files.map(({ file, flow, problems }) => ({ file, flow: flow?.id ?? null, problems })) }, null, 2)}\n`,
      );
    } else {
      for (const file of files) {
        given.output.out(problemLines(file));
        if (!hasErrors(file)) given.output.out(`${file.file}: valid\n`);
      }
    }
    return isInvalid ? 2 : 0;
  },
};
