import { z } from 'zod';
import { grantSchema, roles } from '../../access/grants.ts';
import { permissions } from '../../access/permissions.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
export const permissionName = z.enum(permissions as [(typeof permissions)[number], ...(typeof permissions)[number][]]);
export const personId = z.object({ id: z.string().min(1).max(60).describe('the person or service account') });
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@+-]{0,119}$/,
    'letters, digits and . _ @ + -, beginning with a letter or digit: a short name or an e-mail address',
  );
const email = z.email('give an e-mail address').max(200);
/** The rule stands in the store of passwords; here only what no password is. */
const password = z.string().min(1).max(1024).describe('never read back');

/** By the token of a link, which may set a password at once; or by login and password. */
export const signIn = z.union([
  z.strictObject({
    token: z.string().min(1).max(200).describe('from the one-time sign-in link'),
    password: password.optional().describe('the password to set, where the link is an invitation'),
  }),
  z.strictObject({ login: z.string().trim().min(1).max(200), password }),
]);

export const signInWays = z.object({
  accounts: z.boolean().describe('somebody has a password here'),
  providers: z.array(z.object({ id: z.string(), title: z.string(), url: z.string().describe('open it to sign in; takes `returnTo`') })),
  passwordRule: z.object({ min: z.int(), max: z.int(), text: z.string() }),
});

export const invitation = z.object({
  name: z.string(),
  login: z.string().nullable().describe('null: the link makes the first admin, or one by this name'),
  hasPassword: z.boolean(),
  expiresAt: z.string(),
});

export const grant = grantSchema;

const account = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['person', 'service', 'installation']).describe('`installation`: the API token of the server, or a command on its machine'),
  login: z.string().nullable(),
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  /** The title of the provider that the account is signed in by. */
  sso: z.string().nullable().describe('the single sign-on that the account belongs to'),
});

export const session = z.object({
  user: account,
  grants: z.array(grant),
  permissions: z
    .object({
      installation: z.array(permissionName),
      environments: z.record(z.string(), z.array(permissionName)),
    })
    .describe('what may be done, so that the rest can be left out; a role for some channels has the permission for those'),
  channels: z.union([z.literal('all'), z.array(z.string())]).describe('the channels that roles are held for'),
  mustWelcome: z.boolean().describe('came by a link and has neither password nor single sign-on yet'),
  expiresAt: z.string().nullable().describe('when the session ends at the latest; null: it is a token'),
  environments: z
    .array(z.object({ name: z.string(), title: z.string(), class: z.enum(['dev', 'test', 'prod']), position: z.int() }))
    .describe('in the order of promotion'),
  version: z.string(),
  hasDemo: z.boolean(),
  csrfToken: z.string().describe('send it back in the header x-csrf-token with every changing request of this session'),
});

export const passwordChange = z.strictObject({
  current: z.string().min(1).max(1024).optional().describe('needed where there is one'),
  password,
});
export const profileChange = z.strictObject({ name: text(80), email: email.nullable().default(null) });

export const person = account.extend({
  kind: z.enum(['person', 'service']),
  state: z.enum(['invited', 'active', 'disabled']),
  grants: z.array(grant),
  createdAt: z.string(),
  createdBy: z.string(),
  lastSeenAt: z.string().nullable(),
  isLastAdmin: z.boolean().describe('the only one who may do everything; can be neither removed, disabled nor restricted'),
});

const grants = z.array(grant).max(50);
export const newPerson = z.strictObject({
  kind: z.enum(['person', 'service']).default('person'),
  login: login.describe('what the person signs in with: a short name or an e-mail address'),
  name: text(80),
  email: email.nullable().default(null),
  grants: grants.default([]),
});
export const changedPerson = z.strictObject({
  name: text(80).optional(),
  login: login.optional(),
  email: email.nullable().optional(),
  grants: grants.optional(),
  isDisabled: z.boolean().optional(),
});
export const link = z.object({
  token: z.string().describe('open /sign-in?token=... until it expires; it works once'),
  expiresAt: z.string(),
});
export const madePerson = z.object({ person, link: link.nullable().describe('the invitation; null: a service account has none') });

export const signedInSession = z.object({
  id: z.string(),
  address: z.string().describe('the network address it was begun from'),
  agent: z.string().describe('what the browser calls itself'),
  by: z.enum(['link', 'password', 'sso']),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  isCurrent: z.boolean(),
});

export const apiTokenShape = z.object({
  id: z.string(),
  name: z.string(),
  start: z.string().describe('how the token begins, to recognise it'),
  owner: z.object({ id: z.string(), name: z.string(), kind: z.enum(['person', 'service']) }),
  grants: z.array(grant).nullable().describe('null: whatever its owner may do at the time'),
  permissions: z.array(permissionName).nullable().describe('null: all that its roles have'),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable().describe('to the minute'),
  lastUsedFrom: z.string().nullable(),
  state: z.enum(['valid', 'expired', 'revoked']),
});
export const newToken = z.strictObject({
  name: text(80).describe('what it is for'),
  owner: z.string().max(60).optional().describe('a service account; default: oneself'),
  grants: grants.min(1).optional().describe('default: whatever its owner may do at the time'),
  permissions: z.array(permissionName).min(1).max(100).optional().describe('default: all that its roles have'),
  days: z.int().min(1).max(365).default(90),
});
export const madeToken = z.object({ token: z.string().describe('shown once'), about: apiTokenShape });

export const rolesReply = z.object({
  roles: z.array(z.object({ role: z.enum(roles), words: z.string() })),
  permissions: z.array(
    z.object({
      permission: permissionName,
      words: z.string().describe('the end of "may ..."'),
      of: z.enum(['installation', 'environment']),
      isWhole: z.boolean().describe('only with a role for all environments and all channels'),
      roles: z
        .record(z.enum(roles), z.array(z.enum(['dev', 'test', 'prod'])))
        .describe('in environments of which classes each role has it; of the installation: all or none'),
    }),
  ),
});

const providerId = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'start with a lower-case letter; then lower-case letters, digits and dashes');
export const providerParam = z.object({ id: providerId });
const groupGrants = z.strictObject({ group: text(200), grants: grants.min(1) });

export const ssoProvider = z.object({
  id: z.string(),
  title: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  network: z.enum(['public', 'private']),
  scopes: z.string(),
  groupsClaim: z.string(),
  groups: z.array(groupGrants),
  isEnabled: z.boolean(),
  from: z
    .enum(['settings', 'environment'])
    .describe('`environment`: of CROSSDOCK_OIDC_...; the groups can be changed here, the rest there'),
  callback: z.string().describe('the redirect address to register with the provider'),
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
});
export const changedSsoProvider = z.strictObject({
  title: text(60),
  issuer: z.url({ protocol: /^https?$/, error: 'give the address of the provider, with https://' }).max(500),
  clientId: text(200),
  clientSecret: z
    .string()
    .min(1)
    .max(2000)
    .nullable()
    .optional()
    .describe('never read back; left out, the stored one stays; null: a public client'),
  network: z
    .enum(['public', 'private'])
    .default('public')
    .describe('`private`: the provider may stand in an inner network; else only on the internet'),
  scopes: text(300).default('openid profile email'),
  groupsClaim: text(120).default('groups').describe('the claim that holds the names of the groups'),
  groups: z.array(groupGrants).max(200).default([]).describe('who is in none of these groups is not let in'),
  isEnabled: z.boolean().default(true),
});
export const ssoCheck = z.object({
  ok: z.boolean(),
  words: z.string().describe('what was found, or what is wrong and what to do'),
  endpoints: z.array(z.string()),
});
