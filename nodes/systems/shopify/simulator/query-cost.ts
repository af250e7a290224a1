import type { Field, Operation } from './graphql-document.ts';

/** Points a query asks for: objects 1, scalars 0, connections their page size times what hangs below, mutations 10. */
export function requestedCost(operation: Operation): number {
  return operation.fields.reduce((sum, field) => sum + (operation.kind === 'mutation' ? 10 : costOf(field)), 0);
}

function costOf(field: Field): number {
  if (field.fields.length === 0) return 0;
  const inner = field.fields.reduce((sum, child) => sum + costOf(child), 0);
  const page = field.args.first ?? field.args.last;
  // The object that holds `nodes`, `edges` and `pageInfo` is not counted for each entry.
  return typeof page === 'number' ? 1 + Math.ceil(page) * Math.max(1, inner) : 1 + inner;
}

export type CostBucket = {
  /** Takes the points, or says how many are there. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
};

/** A leaky bucket of points, as one app has in one shop. */
export function costBucket({ size, restoreRate, now }: { size: number; restoreRate: number; now: () => number }): CostBucket {
  let level = size;
  let at = now();
  const refill = () => {
    const time = now();
    level = Math.min(size, level + ((time - at) / 1000) * restoreRate);
    at = time;
  };
  return {
    take(points) {
      refill();
      if (level < points) return false;
      level -= points;
      return true;
    },
    giveBack(points) {
      level = Math.min(size, level + points);
    },
    status() {
      refill();
      return { maximumAvailable: size, currentlyAvailable: Math.floor(level), restoreRate };
    },
  };
}
