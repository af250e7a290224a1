import type { Policy } from '../promotion.ts';
import type { ShadowResult } from '../shadow/shadow.ts';
import type { ShadowStanding } from '../shadow/shadows.ts';
import { type Finding, fails, type GateCheck, looksAtNothing, passes, warns } from './gate.ts';
import { counted } from './words.ts';

/** The last real messages of the target, run on what is to come: what would be another one than it was? */
export const shadowGate: GateCheck = {
  id: 'shadow',
  title: 'Shadow run',
  check: ({ shadow, policy, to }) => shadowFinding(shadow, policy, to),
};

export function shadowFinding({ shadow, isStale, hasNothing }: ShadowStanding, { shadow: asked }: Policy, to: string): Finding {
  if (asked === 'off') return looksAtNothing('not asked for');
  if (hasNothing) return looksAtNothing(`nothing of it runs in ${to} yet`);
  const isObligatory = asked === 'before approval';
  const notRun = (fact: string, remedy: string): Finding => ({
    state: 'not-run',
    fact,
    remedy,
    canOverride: isObligatory,
    details: [],
    ...(!isObligatory && { isOptional: true }),
  });
  if (!shadow) return notRun('not run', `Run it: the last messages of ${to} are tried on what is to come, and nothing is sent.`);
  if (shadow.state === 'running')
    return {
      state: 'running',
      fact: `${shadow.looked} of ${shadow.total}`,
      remedy: 'Wait for the shadow run to end.',
      canOverride: false,
      details: [],
    };
  if (isStale) return notRun('of another content', `What moves, or what runs in ${to}, has changed since. Run it again.`);
  if (shadow.state === 'failed' || !shadow.result)
    return notRun('not finished', `${shadow.failure ?? 'It ended without a result.'} Run it again.`);
  return resultFinding(shadow.result, to);
}

function resultFinding(result: ShadowResult, to: string): Finding {
  const { differ, fail, same } = result;
  const compared = differ + same;
  const details = [
    ...result.unanswered.map(({ flow, step, count }) => ({
      text: `${stepName(result, flow, step)}: what it asks was not asked in ${counted(count, 'run')}, so there is no recorded answer. What comes after it was not compared.`,
    })),
    ...leftOutWords(result),
  ];
  if (compared === 0) return warns(`no run in ${to} to compare with`, leftOutRemedy(result, to), details);
  if (fail > 0)
    return fails(
      `${fail.toLocaleString('en')} of ${compared.toLocaleString('en')} would fail`,
      'Look at the runs that would fail, mend the flow, and move the new version; an admin may pass this with a reason.',
      details,
      true,
    );
  if (differ > 0)
    return warns(
      `${differ.toLocaleString('en')} of ${compared.toLocaleString('en')} differ`,
      'Look at the runs that would differ. If that is what you mean, an admin passes it with a reason.',
      details,
      true,
    );
  return passes(`${compared.toLocaleString('en')} of ${compared.toLocaleString('en')} the same`, details);
}

function stepName({ flows }: ShadowResult, flow: string, step: string): string {
  return flows.find((one) => one.flow === flow)?.steps[step] ?? step;
}

function leftOutWords({ leftOut, isOutOfTime }: ShadowResult): { readonly text: string }[] {
  const told = [
    [leftOut['not-kept'], 'not compared: their data is not kept'],
    [leftOut['too-big'], 'not compared: their message is too big'],
    [leftOut['no-end'], 'not compared: they did not come to an end in time'],
  ] as const;
  return [
    ...told.flatMap(([count, words]) => (count === undefined ? [] : [{ text: `${counted(count, 'run')} ${words}.` }])),
    ...(isOutOfTime ? [{ text: 'The time was up before all runs were looked at; the newest were.' }] : []),
  ];
}

function leftOutRemedy({ leftOut }: ShadowResult, to: string): string {
  return leftOut['not-kept'] === undefined
    ? `Wait for messages of ${to} on the version that is live, then run it again.`
    : 'Let the flow keep the data of its runs (Settings, what is kept), then run it again.';
}

/** Why it cannot be approved before it was tried; null: it was, or need not be. */
export function whyNotWithoutShadow({ shadow, isStale, hasNothing }: ShadowStanding, { shadow: asked }: Policy, to: string): string | null {
  if (asked !== 'before approval' || hasNothing) return null;
  if (shadow?.state === 'running') return 'A shadow run is under way. Approve it when it has ended.';
  return shadow?.state === 'done' && !isStale ? null : `${to} asks for a shadow run before approvals. Run it, then approve.`;
}
