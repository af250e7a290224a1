import { writeFile } from 'node:fs/promises';
import { type Command, isGiven, textOption, UsageError } from '../command.ts';
import { filesHelp, filesOptions, planOptionsOf, readSource, requiredEnv, savedPlanText, secretsOf } from '../files-options.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { planText } from '../plan-text.ts';

export const plan: Command = {
  name: 'plan',
  summary: 'Show what would change so that an environment is as files say; changes nothing',
  usage: 'plan FOLDER --env ENV [--prune] [--only KIND] [--out FILE] [--json] [--detailed-exitcode] [--server URL]',
  help: `${filesHelp}
  --out FILE           saves the plan with its files, for crossdock apply FILE
  --detailed-exitcode  exit 5 when something would change
${serverHelp.trimStart()}
Exit 0: the plan is made. Exit 1: failed. Exit 2: the files are invalid, or something has to be mended first; nothing can be applied then.
Exit 5, with --detailed-exitcode: something would change.

  crossdock plan crossdock/test --env test
`,
  options: { ...filesOptions, out: { type: 'string' }, 'detailed-exitcode': { type: 'boolean' }, ...serverOption },
  async run(given) {
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0) throw new UsageError('Name one folder, as crossdock export wrote it.');
    const env = requiredEnv(given);
    const options = planOptionsOf(given);
    const [source, secrets] = [await readSource(path, given.output), await secretsOf(given)];
    if (!source) return 2;
    const installation = await findInstallation(given);
    try {
      const made = await installation.files.plan(env, source.files, options, secrets);
      given.output.out(isGiven(given, 'json') ? `${JSON.stringify(made, null, 2)}\n` : planText(made));
      if (made.needs.some(({ blocks }) => blocks)) return 2;
      const out = textOption(given, 'out');
      if (out !== undefined) await writeFile(out, savedPlanText(env, source.files, options, made));
      return made.changes.length > 0 && isGiven(given, 'detailed-exitcode') ? 5 : 0;
    } finally {
      await installation.close();
    }
  },
};
