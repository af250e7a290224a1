import type { OpenConnection } from '../../connections/connections.ts';
import { kindOf } from '../../connections/kinds/kinds.ts';

/** Shorter ones would replace ordinary words. */
const leastLength = 8;
const hidden = '[secret of the connection]';

/**
 * Takes a connection's own credentials out of what the other side says: some systems repeat a key they refuse. Text without them is returned as it is. `tokens`: what
 * it got in exchange for them, as of now.
 */
export function secretHider({ auth }: OpenConnection, tokens: () => readonly string[] = () => []): (text: string) => string {
  let last: { readonly values: string; readonly secrets: readonly string[] } | undefined;
  /** Those that lie outside may have changed; how they are sent is worked out anew only then. */
  function secrets(): readonly string[] {
    const values = valuesOf(auth);
    const known = values.join('\0');
    if (last?.values !== known) {
      const all = [...values, ...(kindOf(auth.kind).sentAs?.(auth as never) ?? [])];
      last = { values: known, secrets: all.filter((secret) => secret.length >= leastLength) };
    }
    return last.secrets;
  }
  return (text) => {
    let shown = text;
    for (const list of [secrets(), tokens()])
      for (const secret of list) if (shown.includes(secret)) shown = shown.replaceAll(secret, hidden);
    return shown;
  };
}

/** As they are now. One that cannot be read was not sent either. */
function valuesOf(auth: OpenConnection['auth']): readonly string[] {
  try {
    if (auth.kind === 'webhook-secret') return auth.secrets;
    const fields = auth as unknown as Readonly<Record<string, string | undefined>>;
    return Object.keys(kindOf(auth.kind).secrets).flatMap((field) => fields[field] ?? []);
  } catch {
    return [];
  }
}
