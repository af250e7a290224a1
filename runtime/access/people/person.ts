import type { CollectionSchema } from '../../store/store.ts';
import type { Grant } from '../grants.ts';

/** Somebody who may come in, or a program that comes in by its tokens. */
export type Person = {
  readonly id: string;
  /** In lower case. Unique. */
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly kind: 'person' | 'service';
  /** `invited`: was never here. */
  readonly state: 'invited' | 'active' | 'disabled';
  readonly grants: readonly Grant[];
  readonly hasPassword: boolean;
  /** The provider of single sign-on that the account belongs to. */
  readonly sso: string | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly lastSeenAt: number | null;
};

export type PersonDocument = {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly kind: string;
  readonly state: string;
  readonly grants: string;
  /** See `password.ts`. */
  readonly password: string | null;
  readonly sso: string | null;
  /** Provider, a space, and the subject there (OpenID Connect Core 5.7: only both together never change). Unique. */
  readonly ssoKey: string | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly lastSeenAt: number | null;
};

export const personSchema: CollectionSchema<PersonDocument> = {
  name: 'people',
  fields: {
    login: 'text',
    name: 'text',
    email: 'text',
    kind: 'text',
    state: 'text',
    grants: 'body',
    password: 'text',
    sso: 'text',
    ssoKey: 'text',
    createdAt: 'number',
    createdBy: 'text',
    lastSeenAt: 'number',
  },
  unique: ['login', 'ssoKey'],
  indexes: [{ fields: ['name'] }],
};

export function personOf({ password, ssoKey: _, kind, state, grants, ...rest }: PersonDocument): Person {
  return {
    ...rest,
    kind: kind as Person['kind'],
    state: state as Person['state'],
    grants: readGrants(grants),
    hasPassword: password !== null,
  };
}

/** As they were written, which was checked then. */
export function readGrants(text: string): readonly Grant[] {
  return JSON.parse(text) as readonly Grant[];
}
