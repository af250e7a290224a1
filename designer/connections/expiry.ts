import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';

const texts = connectionsTexts.expiry;
const dayMs = 86_400_000;
/** Days before the end from which on it is warned. */
const warnedBefore = 30;

/** When the credentials of a connection end. `days`: whole days left, negative once it is over. */
export type Expiry = { readonly at: string; readonly days: number; readonly isOver: boolean };

/** The end that is worth a warning; null: none within 30 days. */
export function expiryOf({ expiresAt }: Pick<Connection, 'expiresAt'>, now: number): Expiry | null {
  if (expiresAt === null) return null;
  const left = Date.parse(expiresAt) - now;
  return left > warnedBefore * dayMs ? null : { at: expiresAt, days: daysIn(left), isOver: left <= 0 };
}

/** Days begun, as the server counts them; 0: it ends within a day. Negative: so many days ago. */
export function daysIn(ms: number): number {
  return ms > dayMs ? Math.ceil(ms / dayMs) : Math.floor(ms / dayMs);
}

/** "expires in 12 days", "expired yesterday". */
export function expiryWords({ days, isOver }: Pick<Expiry, 'days' | 'isOver'>): string {
  if (isOver) return texts.ago(-days - 1);
  if (days === 0) return texts.today;
  return days === 1 ? texts.tomorrow : texts.inDays(days);
}

/** The connections with an end worth a warning, the most urgent first. */
export function expiring(
  connections: readonly Connection[],
  now: number,
): readonly { readonly connection: Connection; readonly expiry: Expiry }[] {
  return connections
    .flatMap((connection) => {
      const expiry = expiryOf(connection, now);
      return expiry ? [{ connection, expiry }] : [];
    })
    .sort((a, b) => (a.expiry.at < b.expiry.at ? -1 : 1));
}
