import type { Clock } from '../../clock/clock.ts';
import type { CollectionSchema, Store } from '../../store/store.ts';
import { DuplicateKey } from '../../store/store.ts';
import type { Lease } from './lease.ts';
import { workerCollection } from './worker-document.ts';

/** A task that one process of the installation does for all. */
type RoleDocument = { readonly id: string; readonly holder: string; readonly since: number };

export const roleCollection: CollectionSchema<RoleDocument> = { name: 'roles', fields: { holder: 'text', since: 'number' } };

/**
 * Holds a task for this process as long as its lease lasts. Two may do it for a moment when one wakes from the dead, so a task of this kind must bear that: it is
 * there to spare work, not to be relied on.
 */
export type Role = {
  isHeld(): boolean;
  /** Takes the role when nobody alive has it. */
  look(): Promise<boolean>;
  close(): Promise<void>;
};

/** Given back; the first who looks takes it. */
const nobody = '';

export function createRole(name: string, resources: { readonly store: Store; readonly clock: Clock; readonly lease: Lease }): Role {
  const { clock, lease } = resources;
  const roles = resources.store.collection(roleCollection);
  const workers = resources.store.collection(workerCollection);
  let heldAs: string | undefined;

  async function look(): Promise<boolean> {
    const role = await roles.get(name);
    if (role?.holder === lease.workerId) heldAs = lease.workerId;
    else if (role === null) heldAs = await insert();
    else {
      const holder = role.holder === nobody ? null : await workers.get(role.holder);
      if (holder?.state === 'live') heldAs = undefined;
      else {
        const { workerId } = lease;
        const isOurs = await roles.update(name, { where: { holder: role.holder }, set: { holder: workerId, since: clock.now() } });
        heldAs = isOurs ? workerId : undefined;
      }
    }
    return heldAs !== undefined;
  }

  async function insert(): Promise<string | undefined> {
    const { workerId } = lease;
    try {
      await roles.insert({ id: name, holder: workerId, since: clock.now() });
      return workerId;
    } catch (error) {
      if (error instanceof DuplicateKey) return undefined;
      throw error;
    }
  }

  return {
    isHeld: () => heldAs === lease.workerId && lease.isHeld(),
    look,
    async close() {
      if (heldAs === undefined) return;
      const holder = heldAs;
      heldAs = undefined;
      await roles.update(name, { where: { holder }, set: { holder: nobody } }).catch(() => false);
    },
  };
}
