import { isIP } from 'node:net';
import { isWithin } from './address-range.ts';

/** A host (`erp.example.com`), all below one (`*.example.com`), an address, or a range of addresses (`10.2.0.0/16`). */
export type EgressRule = { readonly text: string; readonly kind: 'host' | 'below' | 'address' };

/** What an installation lets its connections reach. */
export type EgressRules = {
  /** Not empty: only these. */
  readonly allow: readonly EgressRule[];
  readonly deny: readonly EgressRule[];
  /** Whether all connections may reach private addresses, whatever their policy says. */
  readonly isPrivate: boolean;
};

export const openEgress: EgressRules = { allow: [], deny: [], isPrivate: false };

/** Rules separated by commas. Gives the part that is none. */
export function parseEgressRules(text: string): readonly EgressRule[] | { readonly wrong: string } {
  const rules: EgressRule[] = [];
  for (const part of text.split(',').map((one) => one.trim().toLowerCase())) {
    if (part === '') continue;
    const kind = kindOf(part);
    if (!kind) return { wrong: part };
    rules.push({ text: part, kind });
  }
  return rules;
}

function kindOf(text: string): EgressRule['kind'] | undefined {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version !== 0) {
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    return isRange && more.length === 0 ? 'address' : undefined;
  }
  // A name that ends in a number is an address in a spelling that URLs know and this list does not.
  if (/^\*\.[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(text)) return 'below';
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(text) && !/(^|\.)\d+$/.test(text) ? 'host' : undefined;
}

/** Whether a rule is about this host by name. */
export function namesHost({ text, kind }: EgressRule, host: string): boolean {
  if (kind === 'host') return host === text;
  return kind === 'below' && host.endsWith(text.slice(1));
}

export function coversAddress({ text, kind }: EgressRule, address: string): boolean {
  return kind === 'address' && isWithin(address, text);
}
