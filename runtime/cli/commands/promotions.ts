import type { ShownPromotion } from '../../promotion/promotion.ts';
import { type Command, type ExitCode, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { afterGates } from '../follow-promotion.ts';
import type { PromotionClient } from '../promotion-client.ts';
import { promotionLine, promotionText } from '../promotion-text.ts';

const acts = ['show', 'shadow', 'approve', 'reject', 'withdraw', 'deploy', 'rollback'] as const;
type Act = (typeof acts)[number];

export const promotions: Command = {
  name: 'promotions',
  summary: 'List, look at, approve, reject, deploy and roll back promotions',
  usage:
    'promotions list | show PR-1 | shadow PR-1 [--wait] | approve PR-1 | reject PR-1 --why TEXT | withdraw PR-1 | deploy PR-1 | rollback PR-1 --why TEXT',
  help: `
  promotions list             those that are open
    --env ENV                 only to this environment
    --all                     also those that have ended
  promotions show PR-1        what it changes, its gates and approvals
  promotions shadow PR-1      tries the last messages of the target on what is to come, with nothing sent
    --wait                    until it has ended; exit code 4 when something would differ
  promotions approve PR-1     what it shows before it approves: that, and nothing that is put in meanwhile
    --note TEXT
    --content HASH            only if it still moves what was looked at, as "show" prints it; for pipelines
    --base HASH               only if the target still has in place of it what was looked at
  promotions reject PR-1      --why TEXT
  promotions withdraw PR-1
  promotions deploy PR-1      runs its gates again, then moves everything or nothing
  promotions rollback PR-1    --why TEXT; brings back what was there before, everything together
  --json                      as JSON
${serverHelp}`,
  options: {
    env: { type: 'string' },
    all: { type: 'boolean' },
    note: { type: 'string' },
    content: { type: 'string' },
    base: { type: 'string' },
    why: { type: 'string' },
    json: { type: 'boolean' },
    wait: { type: 'boolean' },
    ...serverOption,
  },
  async run(given) {
    const [what = 'list', id, ...rest] = given.positionals;
    const act = acts.find((known) => known === what);
    if (what !== 'list' && !act) throw new UsageError(`There is no "promotions ${what}": use list, ${acts.join(', ')}.`);
    if (rest.length > 0 || (what === 'list' && id !== undefined))
      throw new UsageError(`"${rest[0] ?? id}" is too much: name one promotion.`);
    if (act && (id === undefined || !/^PR-[1-9]\d{0,8}$/.test(id)))
      throw new UsageError(`Name the promotion: crossdock promotions ${act} PR-1.`);
    const why = textOption(given, 'why') ?? '';
    if ((act === 'reject' || act === 'rollback') && why.trim().length < 3) throw new UsageError('Say why: --why TEXT.');
    const installation = await findInstallation(given);
    try {
      const client = installation.promotions;
      if (!client) throw new UsageError('Promotions need a running server: start it with npm start, or name one with --server URL.');
      return act ? await one(given, act, id ?? '', why, client) : await list(given, client);
    } finally {
      await installation.close();
    }
  },
};

async function list(given: Given, client: PromotionClient): Promise<ExitCode> {
  const items = await client.list({ state: isGiven(given, 'all') ? undefined : 'open', env: textOption(given, 'env') });
  if (isGiven(given, 'json')) given.output.out(`${JSON.stringify({ items })}\n`);
  else if (items.length === 0) given.output.err('No promotion is open.\n');
  else for (const item of items) given.output.out(promotionLine(item));
  return 0;
}

async function one(given: Given, act: Act, id: string, why: string, client: PromotionClient): Promise<ExitCode> {
  const doing: Readonly<Record<Act, () => Promise<ShownPromotion>>> = {
    show: () => client.get(id),
    shadow: async () => {
      const begun = await client.shadow(id);
      return isGiven(given, 'wait') ? afterGates(begun, client) : begun;
    },
    approve: () => approve(given, id, client),
    reject: () => client.reject(id, why),
    withdraw: () => client.withdraw(id),
    deploy: () => client.deploy(id),
    rollback: () => client.rollback(id, why),
  };
  const promotion = await doing[act]();
  given.output.out(isGiven(given, 'json') ? `${JSON.stringify(promotion)}\n` : promotionText(promotion, client.address(id)));
  if (act === 'shadow') return shadowCode(promotion);
  return promotion.state === 'failed' && (act === 'deploy' || act === 'approve') ? 1 : 0;
}

/** 3: it is not done yet; 4: something would differ, or nothing could be compared. */
function shadowCode({ gates }: ShownPromotion): ExitCode {
  const gate = gates.find(({ id }) => id === 'shadow');
  if (gate?.state === 'running') return 3;
  return gate?.state === 'pass' ? 0 : 4;
}

/** Shows what it is about to approve, and approves exactly that. */
async function approve(given: Given, id: string, client: PromotionClient): Promise<ShownPromotion> {
  const seen = await client.get(id);
  if (!isGiven(given, 'json')) given.output.err(promotionText(seen, client.address(id)));
  return client.approve(id, {
    note: textOption(given, 'note') ?? '',
    content: textOption(given, 'content') ?? seen.content,
    base: textOption(given, 'base') ?? seen.base,
  });
}
