import { Link } from 'wouter';
import { Note } from '../kit/note.tsx';
import { useNow } from '../kit/use-now.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';
import { expiring, expiryWords } from './expiry.ts';

const texts = connectionsTexts.expiry;

/** Which credentials of the environment end within 30 days, the most urgent first. */
export function ExpiryStrip({ connections, env }: { connections: readonly Connection[]; env: string }) {
  const now = Math.floor(useNow() / 60_000) * 60_000;
  const found = expiring(connections, now);
  const [first] = found;
  if (!first) return null;
  const isOver = found.some(({ expiry }) => expiry.isOver);
  return (
    <div className={classes.note}>
      <Note family={isOver ? 'bad' : 'warn'} icon="alert-triangle">
        {texts.expireIn(env)}{' '}
        {found.slice(0, 5).map(({ connection, expiry }, i) => (
          <span key={connection.name}>
            {i > 0 && ', '}
            <Link href={`/connections/${connection.name}`}>{connection.name}</Link> {expiryWords(expiry)}
          </span>
        ))}
        {found.length > 5 && ' …'}
      </Note>
    </div>
  );
}
