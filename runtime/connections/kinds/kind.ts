import type { z } from 'zod';

/** What a connection of this kind can be used for. */
export type Use = 'http' | 'intake' | 'sftp' | 'database';

/** A field that is written and never read back. */
export type SecretField = {
  readonly title: string;
  readonly description: string;
  /** `lines`: several lines, such as a key in PEM. */
  readonly control: 'secret' | 'lines';
  readonly isOptional: boolean;
};

/** A request before its credentials are on it. */
export type RequestToSign = {
  readonly method: string;
  readonly origin: string;
  /** With the path of the connection's address, without the query. */
  readonly path: string;
  /** As it is sent, without `?`; empty when there is none. */
  readonly query: string;
  readonly body: string | undefined;
  /** ms since 1970. */
  readonly at: number;
};

/** What a signature adds to a request. Header names in lower case. */
export type Signature = { readonly headers?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, string>> };

/** What stands for a connection when TLS is set up. PEM. */
export type TlsIdentity = {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly ca?: string | undefined;
};

/** One request for a token (RFC 6749 section 4.4, 4.1.3, 6). */
export type TokenRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
};

/** The fields and secrets of an opened connection's credentials. */
export type AuthOf<Name extends string, Fields extends z.ZodObject, Secrets extends Readonly<Record<string, SecretField>>> = {
  readonly kind: Name;
} & (keyof Fields['shape'] extends never ? unknown : Readonly<z.output<Fields>>) & {
    readonly [S in keyof Secrets]: Secrets[S]['isOptional'] extends true ? string | undefined : string;
  };

/** One way to prove to a system who is calling. A new kind is one file beside the others and one line in `kinds.ts`. */
export type CredentialKind<
  Name extends string = string,
  Fields extends z.ZodObject = z.ZodObject,
  Secrets extends Readonly<Record<string, SecretField>> = Readonly<Record<string, SecretField>>,
> = {
  readonly kind: Name;
  readonly title: string;
  /** One sentence for who has to choose. */
  readonly summary: string;
  readonly uses: readonly Use[];
  /** What the address may begin with, without the colon. */
  readonly schemes: readonly string[];
  /** Whether a person has to sign in at the system once (OAuth 2 authorization code). */
  readonly canConnect: boolean;
  /** What may be read by everybody who may read connections. */
  readonly fields: Fields;
  readonly secrets: Secrets;
  /** Whether two values are live at once while one is being replaced. */
  readonly hasRotation?: boolean;
  /** Puts the credentials on a request. Pure; time comes in with the request. */
  sign?(auth: AuthOf<Name, Fields, Secrets>, request: RequestToSign): Signature;
  /** Whether every request gets the same. Then it is worked out once. */
  readonly isSameForAll?: boolean;
  /** Other forms in which the secrets travel, to be taken out of what systems say back. */
  sentAs?(auth: AuthOf<Name, Fields, Secrets>): readonly string[];
  tls?(auth: AuthOf<Name, Fields, Secrets>): TlsIdentity;
  /** Asks for a new token. `refreshToken` undefined: the first one, where no person is needed. Null: only a person can get the first. */
  token?(auth: AuthOf<Name, Fields, Secrets>, refreshToken: string | undefined): TokenRequest | null;
  /** When a value stops to be accepted, read from the value itself: of a certificate, a JSON Web Token. ms; null: it does not say. */
  expiryOf?(fields: Readonly<z.output<Fields>>): number | null;
};

/** Checks the parts against each other and gives the kind its own types. */
export function defineKind<
  const Name extends string,
  Fields extends z.ZodObject,
  const Secrets extends Readonly<Record<string, SecretField>>,
>(kind: CredentialKind<Name, Fields, Secrets>): CredentialKind<Name, Fields, Secrets> {
  return Object.freeze(kind);
}
