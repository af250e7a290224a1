import type { Bulletin } from '../../bulletin/bulletin.ts';
import type { Clock } from '../../clock/clock.ts';
import type { RunEvent } from '../run-service.ts';
import type { Live, LiveFilter } from './live.ts';

type Watching = { readonly by: string; readonly filters: readonly LiveFilter[] };
type Told = { readonly by: string; readonly to: string; readonly env: string; readonly event: RunEvent };

/** What is watched is said again so often, ms; not said for twice as long, it is no longer told of. */
const sayEvery = 5000;

/** Lets the screens of one process see the runs that others execute. Nothing is sent as long as nobody looks. Returns the way to stop. */
export function shareLive({
  live,
  bulletin,
  clock,
  self,
}: {
  readonly live: Live;
  readonly bulletin: Bulletin;
  readonly clock: Clock;
  readonly self: () => string;
}): () => void {
  /** Per process that watches: the way to stop following for it. */
  const followed = new Map<string, () => void>();
  let filters: readonly LiveFilter[] = [];
  let cancelSaying: (() => void) | undefined;

  function say(): void {
    cancelSaying?.();
    bulletin.publish('watching', JSON.stringify({ by: self(), filters } satisfies Watching));
    if (filters.length > 0) cancelSaying = clock.after(sayEvery, say);
  }

  function follow({ by, filters: wanted }: Watching): void {
    followed.get(by)?.();
    const stops = wanted.map((filter) =>
      live.follow(filter, (event) =>
        bulletin.publish('runs', JSON.stringify({ by: self(), to: by, env: filter.env, event } satisfies Told)),
      ),
    );
    const cancel = clock.after(2 * sayEvery, () => followed.get(by)?.());
    followed.set(by, () => {
      cancel();
      for (const stop of stops) stop();
      followed.delete(by);
    });
  }

  const stops = [
    live.onFilters((now) => {
      const wasWatching = filters.length > 0;
      filters = [...new Map(now.map((filter) => [JSON.stringify(filter), filter])).values()];
      if (wasWatching || now.length > 0) say();
    }),
    bulletin.subscribe('watching', (text) => {
      const watching = JSON.parse(text) as Watching;
      if (watching.by !== self()) follow(watching);
    }),
    bulletin.subscribe('runs', (text) => {
      const told = JSON.parse(text) as Told;
      if (told.to === self() && told.by !== self()) live.hear(told.env, told.event);
    }),
  ];
  return () => {
    cancelSaying?.();
    for (const stop of [...stops, ...followed.values()]) stop();
  };
}
