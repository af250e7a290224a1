import type { Plan, PlanChange, PlanNeed } from '../files/plan.ts';

const signs = { create: '+', change: '~', remove: '-' } as const;

/** A plan as people read it: what is done to each thing, what stands in the way, a summary. */
export function planText(plan: Plan): string {
  const { changes, needs, left, same, env, summary, asksForPromotion } = plan;
  const blocking = needs.filter(({ blocks }) => blocks);
  const hints = needs.filter(({ blocks }) => !blocks);
  const width = Math.max(0, ...changes.map(({ kind, name }) => `${kind} ${name}`.length)) + 2;
  const parts = [
    changes.map((change) => changeText(change, width)).join(''),
    blocking.length === 0 ? '' : `To be mended first:\n${blocking.map(needText).join('')}`,
    hints.length === 0 ? '' : `To know:\n${hints.map(needText).join('')}`,
    left.length === 0
      ? ''
      : `Only in ${env}, and left there (--prune removes them): ${left.map(({ kind, name }) => `${kind} ${name}`).join(', ')}.\n`,
    asksForPromotion ? `${env} takes versions by promotion: a request is made for what is to run.\n` : '',
    changes.length === 0 && blocking.length === 0
      ? `Nothing to do: ${env} is as the files say (${same} of ${same} things).\n`
      : `${summary}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function changeText({ action, kind, name, words, details, more, effects }: PlanChange, width: number): string {
  return [
    `${signs[action]} ${`${kind} ${name}`.padEnd(width)}${words}`,
    ...details.map((detail) => `      ${detail.isBreaking ? 'breaking: ' : ''}${detail.words}`),
    ...(more > 0 ? [`      and ${more} more`] : []),
    ...effects.map((effect) => `    ! ${effect}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function needText({ path, place, message }: PlanNeed): string {
  return `  ${path}: ${place === null ? '' : `${place}: `}${message}\n`;
}
