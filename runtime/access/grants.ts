import { z } from 'zod';

export const roles = ['viewer', 'analyst', 'operator', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];
export type EnvironmentClass = 'dev' | 'test' | 'prod';

/** What each role is for, for people. */
export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Sees flows, runs and connections, never the content of messages.',
  analyst: 'Builds and publishes flows, tries them out before prod, and asks for promotions.',
  operator: 'Keeps runs going: replays, approvals, pauses, and rolling back.',
  approver: 'Decides what goes to the next environment, and approvals of runs.',
  admin: 'May do everything in the environments and channels of the role; with all of both, also people, tokens and settings.',
};

const list = (what: string) => z.union([z.literal('all'), z.array(z.string().min(1).max(60)).min(1).max(200)]).describe(what);

/** A role for some environments and channels. */
export const grantSchema = z.strictObject({
  role: z.enum(roles),
  envs: list('names of environments, or `all`, which also means those to come'),
  channels: list('channels of flows, or `all`'),
});
export type Grant = {
  readonly role: Role;
  readonly envs: readonly string[] | 'all';
  readonly channels: readonly string[] | 'all';
};

export const adminOfAll: Grant = { role: 'admin', envs: 'all', channels: 'all' };

export function isAdminOfAll(grants: readonly Grant[]): boolean {
  return grants.some(({ role, envs, channels }) => role === 'admin' && envs === 'all' && channels === 'all');
}

/** The roles that grants give in an environment, for a channel. */
export function rolesFor(
  { grants }: { readonly grants: readonly Grant[] },
  at: { readonly env: string; readonly channel: string | null },
): readonly Role[] {
  const covers = (names: Grant['envs'], name: string | null) => names === 'all' || (name !== null && names.includes(name));
  return grants.filter(({ envs, channels }) => covers(envs, at.env) && covers(channels, at.channel)).map(({ role }) => role);
}
