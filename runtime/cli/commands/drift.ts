import { type Command, isGiven, UsageError } from '../command.ts';
import { readSource, requiredEnv } from '../files-options.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

export const drift: Command = {
  name: 'drift',
  summary: 'Show what of an environment is no longer as files or a promotion made it',
  usage: 'drift [FOLDER] --env ENV [--json] [--server URL]',
  help: `
  FOLDER       compare with these files; without it, with what was last applied or promoted
  --env ENV    the environment
  --json       as one JSON document
${serverHelp.trimStart()}
Exit 0: none. Exit 1: failed. Exit 2: the files are invalid. Exit 5: something drifted.

  crossdock drift crossdock/prod --env prod
`,
  options: { env: { type: 'string' }, json: { type: 'boolean' }, ...serverOption },
  async run(given) {
    const [path, ...more] = given.positionals;
    if (more.length > 0) throw new UsageError('Name one folder, as crossdock export wrote it, or none.');
    const env = requiredEnv(given);
    const source = path === undefined ? undefined : await readSource(path, given.output);
    if (source === null) return 2;
    const installation = await findInstallation(given);
    try {
      const items = source
        ? (await installation.files.plan(env, source.files, { prune: true, overwriteDrafts: true }, {})).changes.map(
            ({ kind, name, action, details, path: file }) => ({
              kind,
              name,
              words: { create: `is missing; ${file} has it`, change: `differs from ${file}`, remove: 'is not in the files' }[action],
              details: details.map(({ words }) => `by the files: ${words}`),
            }),
          )
        : (await installation.files.drift(env)).map(({ kind, name, words, at }) => ({
            kind,
            name,
            words: `${words} (${at.slice(0, 10)})`,
            details: [],
          }));
      if (isGiven(given, 'json')) given.output.out(`${JSON.stringify({ env, items }, null, 2)}\n`);
      else {
        for (const { kind, name, words, details } of items)
          given.output.out([`${kind} ${name} ${words}`, ...details.map((detail) => `    ${detail}`), ''].join('\n'));
        if (items.length === 0) given.output.out(`No drift: ${env} is as ${path === undefined ? 'it was made' : 'the files say'}.\n`);
      }
      return items.length > 0 ? 5 : 0;
    } finally {
      await installation.close();
    }
  },
};
