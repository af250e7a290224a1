import { isOfEnvironment } from '../../access/permissions.ts';
import type { Session } from '../../access/sessions.ts';
import type { Place, Route } from '../route.ts';
import type { Services } from '../services.ts';

/** Leaves out what the one who asks may not see. */
export type Visible = <T>(entries: readonly T[]) => Promise<T[]>;

/** null: everything may be seen, which is told without looking at anything. `env`: where the request looks; undefined: in all environments. */
export function visibleTo(session: Session, route: Route, env: string | undefined, services: Services): Visible | null {
  const { permission, shows } = route;
  if (permission === 'public' || !shows) return null;
  const isInOne = env !== undefined || !isOfEnvironment(permission);
  // Who may see what belongs to no channel may see all.
  if (isInOne && session.may(permission, { env, channel: null })) return null;
  const channels = new Map<string, Promise<string | null>>();
  const channelOf = (flow: string) => {
    const known = channels.get(flow) ?? services.flows.channelOf(flow);
    channels.set(flow, known);
    return known;
  };
  const maySee = async (place: Place) =>
    session.may(permission, { env: place.env ?? env, channel: 'flow' in place ? await channelOf(place.flow) : place.channel });
  return async (entries) => {
    const isVisible = await Promise.all(
      entries.map(async (entry) => {
        const places = shows(entry);
        if (places === null) return true;
        return (await Promise.all((Array.isArray(places) ? places : [places]).map(maySee))).some((is) => is);
      }),
    );
    return entries.filter((_, i) => isVisible[i]);
  };
}
