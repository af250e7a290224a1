/** What somebody may do, by role. A route names one permission. */
const permissionsOf = {
  admin: [
    'flows.read',
    'flows.edit',
    'flows.publish',
    'flows.deploy',
    'runs.read',
    'runs.replay',
    'runs.test',
    'triggers.operate',
    'payloads.read',
    'approvals.read',
    'approvals.decide',
    'events.send',
    'connections.read',
    'connections.edit',
    'lookups.read',
    'lookups.edit',
    'contracts.edit',
    'variables.read',
    'variables.edit',
    'environments.edit',
    'promotions.read',
    'promotions.request',
    'promotions.decide',
    'audit.read',
    'audit.export',
    'demo.use',
    'session.own',
    'people.invite',
    'people.manage',
    'tokens.manage',
  ],
  nobody: [],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof permissionsOf;
export type Permission = (typeof permissionsOf)['admin'][number];

export function isAllowed(role: Role, permission: Permission): boolean {
  return (permissionsOf[role] as readonly Permission[]).includes(permission);
}
