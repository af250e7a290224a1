import type { OpenConnection } from '../../connections/connections.ts';

/** Shorter ones would replace ordinary words. */
const leastLength = 8;
const hidden = '[secret of the connection]';

/** Takes a connection's own credentials out of what the other side says: some systems repeat a key they refuse. Text without them is returned as it is. */
export function secretHider({ auth }: OpenConnection): (text: string) => string {
  const secrets = credentials(auth).filter((secret) => secret.length >= leastLength);
  return (text) => {
    let shown = text;
    for (const secret of secrets) if (shown.includes(secret)) shown = shown.replaceAll(secret, hidden);
    return shown;
  };
}

/** As they are stored, and as they are sent. */
function credentials(auth: OpenConnection['auth']): readonly string[] {
  switch (auth.kind) {
    case 'none':
      return [];
    case 'webhook-secret':
      return auth.secrets;
    case 'basic':
      return [auth.secret, Buffer.from(`${auth.user}:${auth.secret}`).toString('base64')];
    default:
      return [auth.secret];
  }
}
