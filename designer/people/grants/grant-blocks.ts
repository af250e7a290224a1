import type { Grant, Role } from '../../server/access-shapes.ts';

/** Roles for the same channels, as a matrix: for each role the environments it is held in. */
export type GrantBlock = {
  readonly channels: readonly string[] | 'all';
  readonly envs: Readonly<Partial<Record<Role, readonly string[] | 'all'>>>;
};

/** The roles of somebody by the channels they are for; all channels first. Without any there is one empty block. */
export function blocksOf(grants: readonly Grant[]): GrantBlock[] {
  const blocks = new Map<string, GrantBlock>();
  for (const { role, envs, channels } of grants) {
    const key = channels === 'all' ? '' : JSON.stringify(channels.toSorted());
    const block = blocks.get(key) ?? { channels, envs: {} };
    blocks.set(key, { ...block, envs: { ...block.envs, [role]: joined(block.envs[role], envs) } });
  }
  if (blocks.size === 0) return [{ channels: 'all', envs: {} }];
  return [...blocks.values()].toSorted((a, b) => Number(b.channels === 'all') - Number(a.channels === 'all'));
}

/** The grants of the blocks; a role without an environment, and a block without a channel, is none. */
export function grantsOf(blocks: readonly GrantBlock[]): Grant[] {
  return blocks.flatMap(({ channels, envs }) => {
    if (channels !== 'all' && channels.length === 0) return [];
    return (Object.entries(envs) as [Role, readonly string[] | 'all'][])
      .filter(([, places]) => places === 'all' || places.length > 0)
      .map(([role, places]) => ({
        role,
        envs: places === 'all' ? ('all' as const) : [...places],
        channels: channels === 'all' ? ('all' as const) : [...channels],
      }));
  });
}

/** One cell of the matrix changed; `env` null stands for all environments, also those to come. */
export function withCell(block: GrantBlock, role: Role, env: string | null, isOn: boolean): GrantBlock {
  const held = block.envs[role] ?? [];
  const next = env === null ? (isOn ? ('all' as const) : []) : changed(held === 'all' ? [] : held, env, isOn);
  return { ...block, envs: { ...block.envs, [role]: next } };
}

export function isHeld(block: GrantBlock, role: Role, env: string | null): boolean {
  const held = block.envs[role] ?? [];
  return held === 'all' || (env !== null && held.includes(env));
}

function changed(held: readonly string[], env: string, isOn: boolean): string[] {
  const others = held.filter((name) => name !== env);
  return isOn ? [...others, env] : others;
}

function joined(held: readonly string[] | 'all' | undefined, more: readonly string[] | 'all'): readonly string[] | 'all' {
  if (held === 'all' || more === 'all') return 'all';
  return [...new Set([...(held ?? []), ...more])];
}
