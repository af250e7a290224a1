import type { EnvironmentClass, Grant, Role } from './grants.ts';

/** In environments of which classes a role has a permission. */
export type Where = readonly EnvironmentClass[];

const everywhere: Where = ['dev', 'test', 'prod'];
const beforeProd: Where = ['dev', 'test'];
const inDev: Where = ['dev'];

/** Everyone with any role. */
const all = { viewer: everywhere, analyst: everywhere, operator: everywhere, approver: everywhere } as const;

/**
 * A row of the table of permissions. `look` shows something: where a request is about no single channel, a role for some channels has it too, and is
 * shown what belongs to them. `change` does something: what all channels share is changed only by a role for all of them.
 */
export type Row = {
  /** What it allows, as the end of "may ...". */
  readonly words: string;
  readonly kind: 'look' | 'change';
  /** Admins have every permission, so they are not named. */
  readonly roles: { readonly [R in Exclude<Role, 'admin'>]?: Where };
  /** Only with a role for all environments and all channels. */
  readonly isWhole?: true;
  /** Whoever is signed in has it, whatever the role. */
  readonly isEverybodys?: true;
  /** Never part of an API token, whatever its owner may do. */
  readonly isPersonal?: true;
};

/** Permissions that have nothing to do with an environment. */
export const installationPermissions = {
  'session.own': { words: 'see and end the own session', kind: 'look', roles: {}, isEverybodys: true },
  'tokens.own': { words: 'make and revoke API tokens of their own', kind: 'change', roles: {}, isEverybodys: true, isPersonal: true },
  'flows.read': { words: 'see flows, their versions and differences', kind: 'look', roles: all },
  'flows.edit': { words: 'make, edit and remove drafts', kind: 'change', roles: { analyst: everywhere } },
  'flows.publish': { words: 'publish a draft as a version', kind: 'change', roles: { analyst: everywhere } },
  'contracts.edit': { words: 'make and remove contracts', kind: 'change', roles: { analyst: everywhere } },
  'demo.use': { words: 'drive the demo systems', kind: 'look', roles: { analyst: everywhere, operator: everywhere } },
  'audit.read': {
    words: 'read the audit',
    kind: 'look',
    roles: { analyst: everywhere, operator: everywhere, approver: everywhere },
    isWhole: true,
  },
  'audit.export': { words: 'export and verify the audit', kind: 'change', roles: {}, isWhole: true },
  'environments.edit': { words: 'make, order and remove environments, and set their policies', kind: 'change', roles: {}, isWhole: true },
  'people.read': { words: 'see people and what they may do', kind: 'look', roles: {}, isWhole: true },
  'people.invite': { words: 'invite people', kind: 'change', roles: {}, isWhole: true },
  'people.manage': { words: 'change what people may do, and end their sessions', kind: 'change', roles: {}, isWhole: true },
  'tokens.manage': {
    words: 'see and revoke the tokens of others, and make those of service accounts',
    kind: 'change',
    roles: {},
    isWhole: true,
  },
  'secrets.manage': {
    words: 'replace the secret of the installation, seal its secrets anew, and let connections read from outside',
    kind: 'change',
    roles: {},
    isWhole: true,
  },
  'sso.manage': { words: 'set up single sign-on', kind: 'change', roles: {}, isWhole: true },
} as const satisfies Record<string, Row>;

/** Permissions in one environment, and where flows are concerned for one channel. */
export const environmentPermissions = {
  'flows.deploy': { words: 'deploy a version directly, schedule it, and take it out', kind: 'change', roles: { analyst: inDev } },
  'deployments.pause': { words: 'pause a deployed flow and let it go on', kind: 'change', roles: { analyst: inDev, operator: everywhere } },
  'deployments.rollback': {
    words: 'bring an earlier version of a deployed flow back',
    kind: 'change',
    roles: { analyst: inDev, operator: everywhere },
  },
  'deployments.rollout': {
    words: 'give a version that comes gradually another share, or give it up',
    kind: 'change',
    roles: { analyst: inDev, operator: everywhere, approver: everywhere },
  },
  'runs.read': { words: 'see runs, their steps and their exceptions', kind: 'look', roles: all },
  'runs.replay': {
    words: 'replay, cancel, compensate and dismiss runs',
    kind: 'change',
    roles: { analyst: beforeProd, operator: everywhere },
  },
  'runs.test': { words: 'run drafts, single steps and test cases', kind: 'change', roles: { analyst: beforeProd } },
  'payloads.read': {
    words: 'see the content of messages and records',
    kind: 'look',
    roles: { analyst: everywhere, operator: everywhere, approver: everywhere },
  },
  'triggers.operate': {
    words: 'pause schedules and polls, and set how far they have read',
    kind: 'change',
    roles: { analyst: inDev, operator: everywhere },
  },
  'approvals.read': { words: 'see what people are asked to decide', kind: 'look', roles: all },
  'approvals.decide': { words: 'decide approvals of runs', kind: 'change', roles: { operator: everywhere, approver: everywhere } },
  'events.send': { words: 'send events that runs wait for', kind: 'change', roles: { analyst: beforeProd, operator: everywhere } },
  'connections.read': { words: 'see connections without their secrets', kind: 'look', roles: all },
  'connections.edit': { words: 'make, change and remove connections', kind: 'change', roles: { analyst: inDev } },
  'connections.test': { words: 'test a connection', kind: 'change', roles: { analyst: beforeProd, operator: everywhere } },
  'connections.pause': { words: 'hold the calls to a connection back', kind: 'change', roles: { analyst: inDev, operator: everywhere } },
  'lookups.read': { words: 'see lookup tables and their rows', kind: 'look', roles: all },
  'lookups.edit': {
    words: 'change lookup tables, or propose changes where they need approval',
    kind: 'change',
    roles: { analyst: everywhere },
  },
  'lookups.approve': { words: 'approve changes of lookup tables', kind: 'change', roles: { approver: everywhere } },
  'variables.read': { words: 'see variables', kind: 'look', roles: all },
  'variables.edit': { words: 'change variables', kind: 'change', roles: { analyst: inDev } },
  'files.read': { words: 'export an environment as files, and plan changes from files', kind: 'change', roles: all },
  'files.apply': { words: 'apply files to an environment', kind: 'change', roles: { analyst: everywhere } },
  'promotions.read': { words: 'see promotion requests', kind: 'look', roles: all },
  'promotions.request': { words: 'request promotions', kind: 'change', roles: { analyst: everywhere, operator: everywhere } },
  'promotions.decide': { words: 'approve and reject promotions', kind: 'change', roles: { approver: everywhere } },
  'promotions.deploy': {
    words: 'deploy approved promotions, and roll them back',
    kind: 'change',
    roles: { operator: everywhere, approver: everywhere },
  },
} as const satisfies Record<string, Row>;

export type InstallationPermission = keyof typeof installationPermissions;
export type EnvironmentPermission = keyof typeof environmentPermissions;
export type Permission = InstallationPermission | EnvironmentPermission;

const rows: Readonly<Record<Permission, Row>> = { ...installationPermissions, ...environmentPermissions };

export const permissions = Object.keys(rows) as readonly Permission[];

export function rowOf(permission: Permission): Row {
  return rows[permission];
}

export function isOfEnvironment(permission: Permission): permission is EnvironmentPermission {
  return permission in environmentPermissions;
}

/** In which classes of environments a role has a permission; empty: nowhere. */
export function whereMay(role: Role, permission: Permission): Where {
  const row = rows[permission];
  return role === 'admin' || row.isEverybodys ? everywhere : (row.roles[role] ?? []);
}

/** What a request is about, as far as roles are given for it. */
export type Subject = {
  /** Left out: the whole installation. */
  readonly env?: string | undefined;
  /** Of the flow. Left out: no single one. null: a flow that is gone or has none, which only a role for all channels covers. */
  readonly channel?: string | null | undefined;
};

export type ClassOf = (env: string) => EnvironmentClass | null;

/** Whether these grants allow it. `subject` null: allowed anywhere at all. */
export function isGranted(grants: readonly Grant[], permission: Permission, subject: Subject | null, classOf: ClassOf): boolean {
  const row = rows[permission];
  if (row.isEverybodys) return true;
  return grants.some((grant) => {
    const where = whereMay(grant.role, permission);
    if (where.length === 0) return false;
    if (row.isWhole && (grant.envs !== 'all' || grant.channels !== 'all')) return false;
    if (subject === null) return true;
    return coversEnvironment(grant, where, subject.env, classOf) && coversChannel(grant, row.kind, subject.channel);
  });
}

function coversEnvironment(grant: Grant, where: Where, env: string | undefined, classOf: ClassOf): boolean {
  if (env === undefined) return true;
  if (grant.envs !== 'all' && !grant.envs.includes(env)) return false;
  const name = classOf(env);
  // Nothing can be done in an environment that does not exist; who has the role everywhere is told so by the handler.
  return name === null ? grant.envs === 'all' : where.includes(name);
}

function coversChannel({ channels }: Grant, kind: Row['kind'], channel: Subject['channel']): boolean {
  if (channels === 'all') return true;
  return channel === undefined ? kind === 'look' : channel !== null && channels.includes(channel);
}
