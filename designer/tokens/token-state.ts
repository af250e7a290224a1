import type { StatusLook } from '../kit/status.ts';
import type { ApiToken } from '../server/access-shapes.ts';
import { tokenTexts as texts } from '../texts/tokens.ts';

const day = 86_400_000;
/** So many days before its end a token is warned of. */
const soon = 14;

/** How a token stands, with a warning before it ends. */
export type TokenState = ApiToken['state'] | 'soon';

export function stateOf(token: Pick<ApiToken, 'state' | 'expiresAt'>, now: number): TokenState {
  return token.state === 'valid' && Date.parse(token.expiresAt) - now < soon * day ? 'soon' : token.state;
}

/** Whole days until it ends, rounded up; 0 when it has. */
export function daysLeft(expiresAt: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / day));
}

export const tokenLooks: Record<TokenState, StatusLook> = {
  valid: { word: texts.states.valid, icon: 'circle-check', family: 'good' },
  soon: { word: texts.states.soon, icon: 'alert-triangle', family: 'warn' },
  expired: { word: texts.states.expired, icon: 'clock', family: 'idle' },
  revoked: { word: texts.states.revoked, icon: 'ban', family: 'idle' },
};
