import { type Command, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

export const pause: Command = {
  name: 'pause',
  summary: 'Hold a deployed flow: it takes no more messages, or keeps them for later',
  usage: 'pause FLOW --env ENV --why TEXT [--queue] [--until TIME]',
  help: `
  --env ENV        the environment
  --why TEXT       shown to everybody who looks
  --queue          take messages and keep them; their runs begin when the flow goes on. Without it senders get 503 with Retry-After
  --until TIME     when it goes on by itself: 2026-11-21T18:00:00Z, or 30m, 4h, 2d from now; default: when somebody resumes it

Schedules and polls of the flow stop. Runs under way end.
${serverHelp}
  crossdock pause shopify-order-to-erp --env prod --queue --until 2h --why "ERP migration"
`,
  options: {
    env: { type: 'string' },
    why: { type: 'string' },
    queue: { type: 'boolean' },
    until: { type: 'string' },
    ...serverOption,
  },
  async run(given) {
    const { flow, env } = flowAndEnvironment(given);
    const why = textOption(given, 'why') ?? '';
    if (why.trim().length < 3) throw new UsageError('Say why with --why TEXT, for the next one who looks.');
    const until = instantOf(textOption(given, 'until'), Date.now());
    const mode = isGiven(given, 'queue') ? 'queue' : 'refuse';
    const installation = await findInstallation(given);
    try {
      await installation.pause(flow, { env, mode, why, until });
      const what = mode === 'queue' ? 'keeps its messages' : 'takes no messages';
      const end = until === null ? 'until it is resumed' : `until ${new Date(until).toISOString()}`;
      given.output.out(`${flow} in ${env} ${what} ${end} (${installation.place})\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};

export const resume: Command = {
  name: 'resume',
  summary: 'Let a paused flow go on; what it has kept runs, in the order in which it came',
  usage: 'resume FLOW --env ENV',
  help: `
  --env ENV      the environment
${serverHelp.trimStart()}
  crossdock resume shopify-order-to-erp --env prod
`,
  options: { env: { type: 'string' }, ...serverOption },
  async run(given) {
    const { flow, env } = flowAndEnvironment(given);
    const installation = await findInstallation(given);
    try {
      await installation.resume(flow, env);
      given.output.out(`${flow} goes on in ${env} (${installation.place})\n`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};

function flowAndEnvironment(given: Given): { readonly flow: string; readonly env: string } {
  const [flow] = given.positionals;
  if (flow === undefined || given.positionals.length > 1) throw new UsageError('Name one flow, by its id.');
  const env = textOption(given, 'env');
  if (env === undefined) throw new UsageError('The environment is missing: name it with --env ENV.');
  return { flow, env };
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function instantOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const at = unit === '' ? Date.parse(text) : now + Number(count) * (units[unit] ?? 0);
  if (Number.isFinite(at) && (unit !== '' || /^\d{4}-\d\d-\d\dT/.test(text))) return at;
  throw new UsageError(`--until is "${text}"; write a time such as 2026-11-21T18:00:00Z, or 30m, 4h, 2d from now.`);
}
