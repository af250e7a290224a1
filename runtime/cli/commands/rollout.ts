import type { SideCounts } from '../../lifecycle/rollout.ts';
import { type Command, type ExitCode, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import type { Installation, RolloutNow } from '../installation.ts';
import { percentOption } from '../rollout-options.ts';

export const rollout: Command = {
  name: 'rollout',
  summary: 'Give a version that comes gradually more messages, complete it, or go back',
  usage: 'rollout FLOW --env ENV [--share PERCENT | --complete | --back --why TEXT] [--json]',
  help: `
  --env ENV          the environment
  --share PERCENT    it gets so many messages from now on, 1 to 99
  --complete         it gets all of them: it is live, and the one before is not any more
  --back             the live version gets all of them again
  --why TEXT         for the history and the audit; needed with --back
  --json             what runs there as JSON

Without any of them it shows which version gets how many messages, and how their runs have ended since. Runs end on the version that they began with.
A version comes gradually by crossdock deploy with --share.
${serverHelp}
  crossdock deploy shopify-order-to-erp@14 --to prod --share 10
  crossdock rollout shopify-order-to-erp --env prod --share 50
  crossdock rollout shopify-order-to-erp --env prod --back --why "Prices without tax"
`,
  options: {
    env: { type: 'string' },
    share: { type: 'string' },
    complete: { type: 'boolean' },
    back: { type: 'boolean' },
    why: { type: 'string' },
    json: { type: 'boolean' },
    ...serverOption,
  },
  async run(given) {
    const [flow] = given.positionals;
    const env = textOption(given, 'env');
    if (flow === undefined || given.positionals.length > 1) throw new UsageError('Name one flow, by its id.');
    if (env === undefined) throw new UsageError('The environment is missing: name it with --env ENV.');
    const act = actOf(given);
    const installation = await findInstallation(given);
    try {
      await act?.({ flow, env, installation });
      return told(given, flow, env, await installation.rollout.of(flow, env), installation.place);
    } finally {
      await installation.close();
    }
  },
};

type Doing = (on: { readonly flow: string; readonly env: string; readonly installation: Installation }) => Promise<unknown>;

function actOf(given: Given): Doing | null {
  const percent = percentOption(given, 'share', 99);
  const why = textOption(given, 'why') ?? '';
  const isBack = isGiven(given, 'back');
  const isComplete = isGiven(given, 'complete');
  if ([percent !== undefined, isComplete, isBack].filter(Boolean).length > 1)
    throw new UsageError('Name one of --share, --complete and --back.');
  if (isBack && why.trim().length < 3) throw new UsageError('Say why it goes back with --why TEXT, for the history.');
  if (isBack) return ({ flow, env, installation }) => installation.rollout.back(flow, { env, why });
  if (percent === undefined && !isComplete) return null;
  return ({ flow, env, installation }) => installation.rollout.share(flow, { env, share: percent ?? 100, why });
}

function told(given: Given, flow: string, env: string, now: RolloutNow, place: string): ExitCode {
  const { deployment, rolloutCounts, notMade } = now;
  const { out, err } = given.output;
  if (isGiven(given, 'json')) out(`${JSON.stringify(now)}\n`);
  else if (!deployment) out(`${flow} does not run in ${env} (${place})\n`);
  else if (!deployment.rollout) out(`${flow}@${deployment.version} gets all messages in ${env} (${place})\n`);
  else {
    const { version, share, stopWhen } = deployment.rollout;
    out(`${flow}@${version} gets ${share}% of the messages in ${env}, @${deployment.version} the rest (${place})\n`);
    if (rolloutCounts) {
      out(`  @${version} ${runsText(rolloutCounts.coming)}\n`);
      out(`  @${deployment.version} ${runsText(rolloutCounts.live)}\n`);
    }
    if (stopWhen) out(`  it goes back by itself from ${stopWhen.failedPercent}% failed runs on, once ${stopWhen.atLeast} have ended\n`);
  }
  if (notMade?.isRollout) err(`Version ${notMade.version} went back by itself: ${notMade.words}\n`);
  return 0;
}

function runsText({ runs, failed }: SideCounts): string {
  return runs === 0 ? 'no runs have ended yet' : `${runs} runs ended, ${failed} failed (${Math.round((failed / runs) * 100)}%)`;
}
