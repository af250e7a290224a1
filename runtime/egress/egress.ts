import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { decideEgress, decideWritten, type EgressRefusal } from './decide-egress.ts';
import { type EgressRules, openEgress } from './egress-rules.ts';

/** Nothing was sent, because the address may not be called. */
export class EgressDenied extends Error {
  override readonly name = 'EgressDenied';
  readonly code = 'EGRESS_DENIED';
  readonly refusal: EgressRefusal;
  constructor(refusal: EgressRefusal) {
    super(`${refusal.why} ${refusal.remedy}`);
    this.refusal = refusal;
  }
}

type Network = { readonly network: 'public' | 'private' };

/** The one way out: every connection to an outside system is made through it. */
export type Egress = {
  /** What can be said of an address before its name is looked up; null: nothing against it. */
  refusalOf(address: string, policy: Network): EgressRefusal | null;
  /** What `connect` of undici, net and tls is given for this address. Throws EgressDenied for what can be said before the name is looked up. */
  guard(address: string, policy: Network): { readonly lookup: LookupFunction };
};

type Resolve = (
  host: string,
  options: { readonly all: true; readonly family?: number | undefined; readonly hints?: number | undefined },
  done: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

/**
 * Checks where connections go. A name is looked up once, and what is connected to is exactly what was checked: a name that changes its mind in between gains
 * nothing. An address that is written as one, in whatever spelling, is checked before anything is connected.
 */
export function createEgress(rules: EgressRules = openEgress, resolve: Resolve = systemLookup as Resolve): Egress {
  const destination = (address: string, { network }: Network) => ({ host: hostOf(address), network });

  return {
    refusalOf: (address, policy) => decideWritten(destination(address, policy), rules),
    guard(address, policy) {
      const { host, network } = destination(address, policy);
      const refusal = decideWritten({ host, network }, rules);
      if (refusal) throw new EgressDenied(refusal);
      return {
        lookup(name, options, callback) {
          const { family, hints } = options;
          resolve(name, { all: true, family: family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family, hints }, (error, found) => {
            if (error) return callback(error, '', 0);
            const refusals = found.map((one) => decideEgress({ host, network }, one.address, rules));
            const allowed = found.filter((_, at) => refusals[at] === null);
            const [first] = allowed;
            if (!first) {
              const denied = refusals.find((one) => one !== null);
              const failure = denied ? new EgressDenied(denied) : Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' });
              return callback(failure as NodeJS.ErrnoException, '', 0);
            }
            if (options.all) callback(null, allowed);
            else callback(null, first.address, first.family);
          });
        },
      };
    },
  };
}

/** The host of an address as it is connected to: numbers in any spelling become plain addresses (WHATWG URL). */
export function hostOf(address: string): string {
  const { protocol, hostname, host, port } = new URL(address);
  if (protocol === 'http:' || protocol === 'https:') return bare(hostname);
  // Other schemes leave the host as it was written.
  const written = port === '' ? host : host.slice(0, -(port.length + 1));
  return bare(new URL(`http://${written}`).hostname);
}

function bare(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}
