import { createInterface } from 'node:readline/promises';
import type { Applied } from '../../files/file-book.ts';
import { type Command, type ExitCode, type Given, isGiven, type Output, textOption, UsageError } from '../command.ts';
import { filesHelp, filesOptions, planOptionsOf, readSource, requiredEnv, type Source, secretsOf } from '../files-options.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import type { Installation } from '../installation.ts';
import { planText } from '../plan-text.ts';

export const apply: Command = {
  name: 'apply',
  summary: 'Make an environment as files say: all of the plan, or nothing',
  usage: 'apply FOLDER|PLAN --env ENV [--yes] [--note TEXT] [--prune] [--only KIND] [--secrets FILE] [--json] [--server URL]',
  help: `
  FOLDER               as crossdock export wrote it: the plan is shown, and made after a yes
  PLAN                 of crossdock plan --out: exactly that plan, or nothing when the installation has changed since${filesHelp}
  --yes                do not ask
  --note TEXT          for new versions that bring no note, and for the history
${serverHelp.trimStart()}
In an environment that takes versions by promotion, a request is made for what is to run.

Exit 0: done. Exit 1: failed, nothing was changed. Exit 2: invalid. Exit 3: somebody has to approve what was asked for.

  crossdock apply crossdock/test --env test --yes
`,
  options: { ...filesOptions, yes: { type: 'boolean' }, note: { type: 'string' }, ...serverOption },
  async run(given) {
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0) throw new UsageError('Name one folder, or one plan of crossdock plan --out.');
    const source = await readSource(path, given.output);
    if (!source) return 2;
    const installation = await findInstallation(given);
    try {
      return await applied(given, source, installation);
    } finally {
      await installation.close();
    }
  },
};

async function applied(given: Given, { files, env: ofFile, saved }: Source, installation: Installation): Promise<ExitCode> {
  const { output } = given;
  const env = saved && ofFile !== null && textOption(given, 'env') === undefined ? ofFile : requiredEnv(given);
  if (saved && ofFile !== env)
    throw new UsageError(`The plan is for ${String(ofFile)}, not for ${env}. Say --env ${String(ofFile)}, or make another plan.`);
  const options = saved?.options ?? planOptionsOf(given);
  const secrets = await secretsOf(given);
  const made = saved?.plan ?? (await installation.files.plan(env, files, options, secrets));
  const isJson = isGiven(given, 'json');
  if (!isJson) output.out(planText(made));
  if (made.needs.some(({ blocks }) => blocks)) {
    if (isJson) output.out(`${JSON.stringify({ plan: made }, null, 2)}\n`);
    return 2;
  }
  if (made.changes.length > 0 && !saved && !isGiven(given, 'yes') && !(await isConfirmed(env))) {
    output.err('Nothing was changed.\n');
    return 1;
  }
  if (made.changes.length === 0 && isJson)
    output.out(`${JSON.stringify({ plan: made, versions: {}, promotion: null, waiting: [] }, null, 2)}\n`);
  if (made.changes.length === 0) return 0;
  const done = await installation.files.apply(env, files, options, { plan: made.id, secrets, note: textOption(given, 'note') ?? '' });
  if (isJson) output.out(`${JSON.stringify(done, null, 2)}\n`);
  else tell(done, installation.place, output);
  return done.promotion !== null || done.waiting.length > 0 ? 3 : 0;
}

function tell({ plan: { env, counts }, versions, promotion, waiting }: Applied, place: string, output: Output): void {
  output.out(`Applied to ${env} (${place}): ${counts.create} created, ${counts.change} changed, ${counts.remove} removed.\n`);
  for (const [flow, version] of Object.entries(versions))
    output.out(promotion === null ? `${flow}@${version} runs in ${env}\n` : `${flow}@${version} is asked for in ${promotion}\n`);
  if (promotion !== null) output.err(`${env} takes versions by promotion: ${promotion} waits for approval.\n`);
  for (const name of waiting) output.err(`The lookup ${name} waits as a draft until somebody else approves it.\n`);
}

/** Without somebody who could be asked, --yes has to say it. */
async function isConfirmed(env: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UsageError('Nobody can be asked here: say --yes, or apply a plan of crossdock plan --out.');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^(y|yes)$/i.test((await asking.question(`Apply this to ${env}? (yes/no) `)).trim());
  } finally {
    asking.close();
  }
}
