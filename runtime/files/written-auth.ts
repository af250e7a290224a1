import { type ConnectionPart, inVault } from './setup.ts';

/** A connection's `auth` as it is written to the book: references by name, given secrets in clear, what the vault keeps left out so that it stays. */
export function writtenAuth(
  { auth, secrets }: Pick<ConnectionPart, 'auth' | 'secrets'>,
  given: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const written: Record<string, unknown> = { ...auth };
  for (const [field, from] of Object.entries(secrets)) {
    const value = given[field];
    if (value !== undefined) written[field] = value;
    else if (from !== inVault) written[field] = { from };
  }
  return written;
}
