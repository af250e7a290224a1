import type { Resolved } from '../contract/expression.ts';
import type { Json } from '../contract/item.ts';
import { type WaitAsked, withField } from '../contract/wait.ts';
import { type Completing, outcomeOf, textOf } from './outcome.ts';
import { timeoutSeconds } from './span.ts';
import type { WaitForEventConfig } from './wait-for-event.ts';

type Config = Resolved<WaitForEventConfig>;

export function prepare({ config }: { readonly config: Config }): WaitAsked {
  const take = config.take === 'first' ? 1 : config.take === 'all' ? 'all' : config.count;
  return { ask: { for: 'event', name: config.name, key: textOf(config.key, 'Key'), take, timeoutSeconds: timeoutSeconds(config) } };
}

export function complete({ config, item, answer }: Completing<Config>): { readonly [port: string]: readonly Json[] } {
  const outcome = outcomeOf(answer);
  const bodies = 'events' in outcome ? (outcome.events ?? []).map((event) => event.body) : [];
  const came: Json = config.take === 'first' ? (bodies[0] ?? null) : bodies;
  if (outcome.outcome === 'happened') return { out: [withField(item, config.result, came)] };
  return { timeout: [bodies.length > 0 ? withField(item, config.result, came) : item.json] };
}
