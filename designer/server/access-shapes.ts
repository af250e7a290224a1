import type { paths } from './openapi.d.ts';
import type { Element, Reply, Session } from './shapes.ts';

/** The names of what the API answers about people, tokens and single sign-on. */
type Given<P extends keyof paths, M extends 'post' | 'put' | 'patch'> = paths[P] extends {
  [K in M]: { requestBody?: { content: { 'application/json': infer Body } } };
}
  ? NonNullable<Body>
  : never;

export type SignInGiven = Given<'/api/session', 'post'>;
export type Invitation = Reply<'/api/sign-in/invitation', 'post'>;
export type Grant = Element<Session['grants']>;
export type Role = Grant['role'];
export type PersonAccount = Element<Reply<'/api/people', 'get'>['items']>;
export type NewPerson = Given<'/api/people', 'post'>;
export type ChangedPerson = Given<'/api/people/{id}', 'patch'>;
export type SignInLink = Reply<'/api/people/{id}/links', 'post'>;
export type SignedInSession = Element<Reply<'/api/session/sessions', 'get'>['items']>;
export type ApiToken = Element<Reply<'/api/tokens', 'get'>['items']>;
export type NewToken = Given<'/api/tokens', 'post'>;
export type Roles = Reply<'/api/roles', 'get'>;
export type SsoProvider = Element<Reply<'/api/sso', 'get'>['items']>;
export type ChangedSsoProvider = Given<'/api/sso/{id}', 'put'>;
export type SsoCheck = Reply<'/api/sso/{id}/test', 'post'>;
