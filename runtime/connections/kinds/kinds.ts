import { basic } from './basic.ts';
import { bearer } from './bearer.ts';
import { database } from './database.ts';
import { header } from './header.ts';
import { hmac } from './hmac.ts';
import type { AuthOf, CredentialKind } from './kind.ts';
import { mtls } from './mtls.ts';
import { none } from './none.ts';
import { oauth1 } from './oauth1.ts';
import { oauth2Client } from './oauth2-client.ts';
import { oauth2Code } from './oauth2-code.ts';
import { query } from './query.ts';
import { sshKey } from './ssh-key.ts';
import { webhookSecret } from './webhook-secret.ts';

/** In the order in which they are offered. */
const all = [none, bearer, header, basic, query, hmac, oauth2Client, oauth2Code, oauth1, mtls, sshKey, database, webhookSecret] as const;

type OpenedBy<K> = K extends CredentialKind<infer Name, infer Fields, infer Secrets> ? AuthOf<Name, Fields, Secrets> : never;

export type KindName = (typeof all)[number]['kind'];

/** Credentials with their secrets, as calls use them. */
export type OpenAuth =
  | OpenedBy<Exclude<(typeof all)[number], typeof webhookSecret>>
  /** The secrets a webhook's signature or API key is checked against: the current one first, then the one being rotated out. */
  | { readonly kind: 'webhook-secret'; readonly secrets: readonly string[] };

/** Seen from outside, any kind is like any other. */
export const kinds = all as unknown as readonly (CredentialKind & { readonly kind: KindName })[];

const byName = new Map(kinds.map((kind) => [kind.kind, kind]));

export function kindOf(name: KindName): CredentialKind & { readonly kind: KindName } {
  const kind = byName.get(name);
  if (!kind) throw new Error(`there are no credentials of the kind "${name}"`);
  return kind;
}
