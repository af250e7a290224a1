import { isInTheWay } from '../promotion/gates/gate.ts';
import type { Gate, PromotionSummary, ShownPromotion } from '../promotion/promotion.ts';

const stateWords: Readonly<Record<ShownPromotion['state'], string>> = {
  open: 'waits for approval',
  approved: 'approved',
  scheduled: 'scheduled',
  deploying: 'being deployed',
  deployed: 'live',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'expired',
  failed: 'failed',
  'rolled-back': 'rolled back',
};

const marks: Readonly<Record<Gate['state'], string>> = { pass: 'ok  ', warn: 'look', fail: 'RED ', running: '... ', 'not-run': 'wait' };

/** One line for lists. */
export function promotionLine({ id, title, from, to, state, author }: PromotionSummary): string {
  return `${id.padEnd(8)} ${`${from} > ${to}`.padEnd(14)} ${stateWords[state].padEnd(18)} ${title} (${author})\n`;
}

/** All that a person at a terminal has to know. */
export function promotionText(promotion: ShownPromotion, address: string): string {
  const { id, title, from, to, state, author, note, items, gates, approvals, policy } = promotion;
  const when = state === 'scheduled' && promotion.scheduledFor !== null ? ` for ${promotion.scheduledFor}` : '';
  const given = approvals.filter(({ verdict, counts }) => verdict === 'approved' && counts);
  return [
    `${id} ${title}, ${from} to ${to}: ${stateWords[state]}${when}`,
    `  ${address}`,
    `  asked by ${author}${note === '' ? '' : `: ${note}`}`,
    ...items.flatMap((item) => [
      `  ${item.kind === 'flow' ? '' : `${item.kind} `}${item.name}${item.kind === 'flow' ? `@${item.version}` : ''}${item.replaces === null ? ', new there' : `, replaces ${item.replaces}`}`,
      ...item.parts.map(({ part, title: of, words }) => `      ${part} ${of}: ${words}`),
    ]),
    ...(promotion.base === null ? [] : [`  content ${promotion.content}`, `  base    ${promotion.base}`]),
    ...(promotion.rollout ? [`  ${promotion.rollout.share}% of the messages at first`] : []),
    ...gateLines(gates),
    ...(policy.approvals === 0
      ? []
      : [`  approvals ${given.length} of ${policy.approvals}${given.length === 0 ? '' : `: ${given.map(({ by }) => by).join(', ')}`}`]),
    ...(promotion.failure === null ? [] : [`  ${promotion.failure}`]),
    '',
  ].join('\n');
}

export function gateLines(gates: readonly Gate[]): string[] {
  return gates.flatMap(({ state, title, fact, remedy, overridden }) => [
    `  ${marks[state]} ${title}: ${fact}${overridden ? ` (passed by ${overridden.by}: ${overridden.why})` : ''}`,
    ...(remedy === null || overridden ? [] : [`         ${remedy}`]),
  ]);
}

/** The gates that keep it, approvals apart. */
export function redGates({ gates, policy }: ShownPromotion): readonly Gate[] {
  return gates.filter((gate) => gate.id !== 'approvals' && gate.state !== 'running' && isInTheWay(gate, policy));
}
