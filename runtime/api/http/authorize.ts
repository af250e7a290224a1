import { isOfEnvironment, type Permission, rowOf, type Subject } from '../../access/permissions.ts';
import type { Session } from '../../access/sessions.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import type { Services } from '../services.ts';

/** The parts of a parsed request that `about` and `also` may look at; typed for any route. */
type Given = { readonly params: undefined; readonly query: undefined; readonly body: undefined };

/** Refuses who may do this nowhere, before anything of the request is read. */
export async function refuseStrangers({ permission }: Route, session: Session, services: Services): Promise<void> {
  if (permission !== 'public' && !session.may(permission, null)) throw await refusal(session, permission, {}, services);
}

/** Refuses who may not do this to what the request is about. The only place where permissions decide. Resolves to what it is about. */
export async function authorize(route: Route, given: Given, session: Session, services: Services): Promise<Subject | null> {
  const { permission } = route;
  if (permission === 'public') return null;
  const asked = { ...given, services, session };
  const subject = route.about ? await route.about(asked) : {};
  if (!session.may(permission, subject)) throw await refusal(session, permission, subject ?? {}, services);
  for (const further of (await route.also?.(asked)) ?? [])
    if (!session.may(further.permission, further.about)) throw await refusal(session, further.permission, further.about, services);
  return subject;
}

async function refusal(session: Session, permission: Permission, subject: Subject, services: Services): Promise<Refusal> {
  const { words } = rowOf(permission);
  const who = await services.access.whoMay(permission, subject);
  const message = `${session.user.name} may not ${words}${placeOf(permission, subject)}: the permission "${permission}" is missing. ${remedyOf(who)}`;
  const missing = { permission, env: subject.env ?? null, channel: subject.channel ?? null };
  return new Refusal('NOT_ALLOWED', message, [], { missing, who: [...who] });
}

function placeOf(permission: Permission, { env, channel }: Subject): string {
  const parts = [
    ...(env === undefined ? [] : [`in ${env}`]),
    ...(typeof channel === 'string' ? [`of the channel ${channel}`] : []),
    ...(channel === undefined && isOfEnvironment(permission) && rowOf(permission).kind === 'change' ? ['for all channels'] : []),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}

/** `who`: names of people who could do it. */
function remedyOf(who: readonly string[]): string {
  if (who.length === 0) return 'Ask whoever runs this Crossdock.';
  const shown = who.slice(0, 3);
  return `Ask ${shown.join(' or ')}${who.length > shown.length ? ', among others' : ''}.`;
}
