import type { RolloutRequest } from '../../lifecycle/rollout.ts';
import type { NewPromotion, ShownPromotion, WantedItem } from '../../promotion/promotion.ts';
import { type Command, type ExitCode, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import { afterEnd, afterGates, exitCodeOf, redText } from '../follow-promotion.ts';
import type { Installation } from '../installation.ts';
import type { PromotionClient } from '../promotion-client.ts';
import { promotionText } from '../promotion-text.ts';
import { rolloutHelp, rolloutOption, rolloutOptions } from '../rollout-options.ts';

/** Minutes that `--wait` waits. */
const usualWait = 60;

type Named = { readonly flow: string; readonly version: number };
type Wanted = {
  readonly flows: readonly Named[];
  readonly lookups: readonly string[];
  readonly contracts: readonly string[];
  readonly env: string;
  readonly rollout: RolloutRequest | undefined;
};

export const deploy: Command = {
  name: 'deploy',
  summary: 'Run published versions in an environment, or ask for it where that needs approval',
  usage: 'deploy FLOW@VERSION... --to ENV [--lookup NAME]... [--contract NAME]... [--wait [MINUTES]] [options]',
  help: `
  FLOW@3, FLOW@latest   the newest published version
  --to ENV              where it is to run
  --lookup NAME         also copies the rows of a table; may be repeated
  --contract NAME       also releases a contract, as order@2; may be repeated
  --from ENV            where tables come from and evidence is looked for; default the environment before
  --note TEXT           what it is for, for those who approve and for the history
  --at TIME             not before then, ISO 8601: 2026-11-21T18:00:00Z
${rolloutHelp}
  --wait [MINUTES]      until it is live or refused; default ${usualWait}
  --json                what came of it as JSON
${serverHelp.trimStart()}
Where the policy of the environment lets everybody deploy, one flow is live at once. Elsewhere, and for several things that move together, a promotion is
asked for, or the same open one found: its address and gates are printed, and it is deployed as soon as it is approved.

Exit codes: 0 live. 1 failed, rejected, withdrawn or expired. 2 what was given is invalid. 3 waits for approval or its time. 4 a gate keeps it.

  crossdock deploy shopify-order-to-erp@3 --to test
  crossdock deploy shopify-order-to-erp@3 ship-confirm@latest --lookup sku-to-item --to prod --note "Release 12" --wait 30
`,
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    note: { type: 'string' },
    at: { type: 'string' },
    lookup: { type: 'string', multiple: true },
    contract: { type: 'string', multiple: true },
    wait: { type: 'boolean' },
    ...rolloutOptions,
    json: { type: 'boolean' },
    ...serverOption,
  },
  async run(given) {
    const { names, patienceMs } = positionalsOf(given);
    const env = textOption(given, 'to');
    if (env === undefined) throw new UsageError('The environment is missing: name it with --to ENV.');
    const at = instantOption(given, 'at');
    const rollout = rolloutOption(given);
    const [lookups, contracts] = [listOption(given, 'lookup'), listOption(given, 'contract')];
    if (names.length + lookups.length + contracts.length === 0)
      throw new UsageError('Name at least one flow with its version, as FLOW@3 or FLOW@latest.');
    const installation = await findInstallation(given);
    try {
      const flows = await Promise.all(names.map((name) => versionOf(name, installation)));
      const wanted = { flows, lookups, contracts, env, rollout };
      const { promotions } = installation;
      if (promotions === null) return await inFolder(given, wanted, at, installation);
      if (await isLive(wanted, promotions)) return live(given, wanted, installation.place);
      if (rollout && (await areComing(wanted, installation))) return live(given, wanted, installation.place);
      if (at === undefined && (await isDirect(wanted, promotions))) return await directly(given, wanted, promotions, installation.place);
      return await byPromotion(given, wanted, { at, patienceMs }, promotions);
    } finally {
      await installation.close();
    }
  },
};

function positionalsOf(given: Given): { readonly names: readonly string[]; readonly patienceMs: number | null } {
  const minutes = given.positionals.filter((word) => /^\d{1,5}$/.test(word));
  const isWaiting = isGiven(given, 'wait');
  if (minutes.length > (isWaiting ? 1 : 0)) throw new UsageError(`"${minutes.at(-1)}" is no flow: name it with its version, as FLOW@3.`);
  const names = given.positionals.filter((word) => !minutes.includes(word));
  const wrong = names.find((name) => !/^[^@]+@(\d+|latest)$/.test(name));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" names no version: name each flow with its version, as FLOW@3 or FLOW@latest.`);
  return { names, patienceMs: isWaiting ? Number(minutes[0] ?? usualWait) * 60_000 : null };
}

function listOption({ options }: Given, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function instantOption(given: Given, name: string): string | undefined {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(at))
    throw new UsageError(`--${name} "${text}" is no instant: write it as 2026-11-21T18:00:00Z.`);
  if (at <= Date.now()) throw new UsageError(`--${name} "${text}" has passed: name a later time, or leave it out.`);
  return new Date(at).toISOString();
}

async function versionOf(name: string, installation: Installation): Promise<Named> {
  const [flow = '', wanted = ''] = name.split('@');
  const version = wanted === 'latest' ? await installation.latestVersion(flow) : Number(wanted);
  if (version === null) throw new Error(`"${flow}" was not published yet.`);
  return { flow, version };
}

/** Without a server nobody could approve or carry out a promotion; a guarded environment refuses by itself. */
async function inFolder(
  given: Given,
  { flows, lookups, contracts, env, rollout }: Wanted,
  at: string | undefined,
  installation: Installation,
): Promise<ExitCode> {
  if (lookups.length + contracts.length > 0 || at !== undefined)
    throw new UsageError('Lookups, contracts and --at need a running server: start it with npm start, or name one with --server URL.');
  for (const { flow, version } of flows) {
    const { missingConnections } = await installation.deploy(flow, version, env, rollout);
    told(given, { flow, version }, { env, rollout }, missingConnections, installation.place);
  }
  return 0;
}

/** A pipeline that runs twice changes nothing the second time. */
async function isLive({ flows, lookups, contracts, env }: Wanted, promotions: PromotionClient): Promise<boolean> {
  if (lookups.length + contracts.length > 0) return false;
  const there = await Promise.all(flows.map(async ({ flow, version }) => (await promotions.deployments(flow))[env] === version));
  return there.every(Boolean);
}

/** The same for what comes gradually already, with whatever share by now. */
async function areComing({ flows, lookups, contracts, env }: Wanted, { rollout }: Installation): Promise<boolean> {
  if (lookups.length + contracts.length > 0) return false;
  const there = await Promise.all(
    flows.map(async ({ flow, version }) => (await rollout.of(flow, env)).deployment?.rollout?.version === version),
  );
  return there.every(Boolean);
}

/** What moves together goes by a promotion, which is all or nothing; the first environment has none before it to come from. */
async function isDirect({ flows, lookups, contracts, env }: Wanted, promotions: PromotionClient): Promise<boolean> {
  if ((await promotions.policy(env)).isGuarded) return false;
  const isFirst = (await promotions.environments())[0] === env;
  return lookups.length + contracts.length === 0 && (flows.length === 1 || isFirst);
}

async function directly(given: Given, { flows, env, rollout }: Wanted, promotions: PromotionClient, place: string): Promise<ExitCode> {
  const why = textOption(given, 'note') ?? '';
  for (const { flow, version } of flows) {
    const { missingConnections } = await promotions.deployDirectly(flow, { env, version, why, rollout });
    told(given, { flow, version }, { env, rollout }, missingConnections, place);
  }
  if (isGiven(given, 'json')) given.output.out(`${JSON.stringify({ state: 'deployed', env, flows, promotion: null })}\n`);
  return 0;
}

function live(given: Given, { flows, env, rollout }: Wanted, place: string): ExitCode {
  if (isGiven(given, 'json')) given.output.out(`${JSON.stringify({ state: 'deployed', env, flows, promotion: null })}\n`);
  else
    for (const { flow, version } of flows)
      given.output.out(
        rollout
          ? `${flow}@${version} gets messages in ${env} already; crossdock rollout shows how many, and changes it (${place})\n`
          : `${flow}@${version} runs in ${env} already (${place})\n`,
      );
  return 0;
}

function told(
  given: Given,
  { flow, version }: Named,
  { env, rollout }: Pick<Wanted, 'env' | 'rollout'>,
  missing: readonly string[],
  place: string,
): void {
  const does = rollout ? `gets ${rollout.share}% of the messages in ${env}` : `runs in ${env}`;
  if (!isGiven(given, 'json')) given.output.out(`${flow}@${version} ${does} (${place})\n`);
  if (missing.length > 0) given.output.err(`${env} has no connection ${missing.join(', ')} yet; runs that need it will fail.\n`);
}

async function byPromotion(
  given: Given,
  { flows, lookups, contracts, env: to, rollout }: Wanted,
  { at, patienceMs }: { readonly at: string | undefined; readonly patienceMs: number | null },
  promotions: PromotionClient,
): Promise<ExitCode> {
  const { out, err } = given.output;
  const items: WantedItem[] = [
    ...flows.map(({ flow, version }) => ({ kind: 'flow' as const, flow, version })),
    ...lookups.map((name) => ({ kind: 'lookup' as const, name })),
    ...contracts.map((name) => ({ kind: 'contract' as const, name })),
  ];
  const request: NewPromotion = {
    to,
    from: textOption(given, 'from'),
    items,
    note: textOption(given, 'note') ?? '',
    isAutomatic: at === undefined,
    rollout,
    ...(at !== undefined && { scheduledFor: at }),
  };
  const { promotion, isNew } = await promotions.request(request);
  const address = promotions.address(promotion.id);
  const isJson = isGiven(given, 'json');
  if (!isJson) err(isNew ? `Asked for ${promotion.id}: ${address}\n` : `${promotion.id} asks for this already: ${address}\n`);
  if (!isNew && rollout?.share !== promotion.rollout?.share)
    err(
      `It asks for ${promotion.rollout ? `${promotion.rollout.share}% of the messages at first` : 'all messages at once'}; whoever deploys it may choose another share.\n`,
    );
  const checked = await started(await afterGates(promotion, promotions), promotions, at);
  if (!isJson) out(promotionText(checked, address));
  // Where nobody has to approve it, it is live in a moment: that is worth waiting for.
  const waits = patienceMs ?? (checked.state === 'approved' || checked.state === 'deploying' ? 60_000 : 0);
  const last =
    exitCodeOf(checked) === 3 && waits > 0
      ? await afterEnd(checked, promotions, waits, isJson ? { out, err: () => {} } : given.output)
      : checked;
  return ended(given, last, address);
}

/** Found approved and left lying: whoever may deploy it, does. */
async function started(promotion: ShownPromotion, promotions: PromotionClient, at: string | undefined): Promise<ShownPromotion> {
  const isLeft = promotion.state === 'approved' || promotion.state === 'failed';
  if (!isLeft || promotion.isAutomatic || !promotion.mayDeploy.may) return promotion;
  return promotions.deploy(promotion.id, at);
}

function ended(given: Given, promotion: ShownPromotion, address: string): ExitCode {
  const { out, err } = given.output;
  const code = exitCodeOf(promotion);
  if (isGiven(given, 'json')) out(`${JSON.stringify({ state: promotion.state, env: promotion.to, exitCode: code, address, promotion })}\n`);
  const { id, to, state } = promotion;
  if (code === 0) err(`${id} is live in ${to}${promotion.rollout ? ` with ${promotion.rollout.share}% of the messages` : ''}.\n`);
  if (code === 1) err(`${id} is not live in ${to}: ${promotion.failure ?? `it was ${state}`}\n`);
  if (code === 3) err(state === 'open' ? `${id} waits for approval: ${address}\n` : `${id} is ${state}: ${address}\n`);
  if (code === 4) err(`${id} is kept by:\n${redText(promotion)}`);
  return code;
}
