import type { StatusLook } from '../kit/status.ts';
import type { PersonAccount } from '../server/access-shapes.ts';
import { peopleTexts as texts } from '../texts/people.ts';

export const accountLooks: Record<PersonAccount['state'], StatusLook> = {
  invited: { word: texts.states.invited, icon: 'mail', family: 'wait' },
  active: { word: texts.states.active, icon: 'circle-check', family: 'good' },
  disabled: { word: texts.states.disabled, icon: 'ban', family: 'idle' },
};

/** How an account is signed in: by single sign-on, a password, a link, or tokens. */
export function signsInBy({ kind, sso, hasPassword }: Pick<PersonAccount, 'kind' | 'sso' | 'hasPassword'>): string {
  if (kind === 'service') return texts.byToken;
  if (sso !== null) return hasPassword ? texts.bySsoAndPassword(sso) : sso;
  return hasPassword ? texts.byPassword : texts.byLink;
}
