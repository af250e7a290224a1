import type { Resolved } from '../contract/expression.ts';
import type { Json } from '../contract/item.ts';
import { type WaitAsked, withField } from '../contract/wait.ts';
import type { CallFlowConfig } from './call-flow.ts';
import { type Completing, outcomeOf } from './outcome.ts';
import { timeoutSeconds } from './span.ts';

type Config = Resolved<CallFlowConfig>;

export function prepare({ config }: { readonly config: Config }): WaitAsked {
  return {
    ask: {
      for: 'flow',
      flow: config.flow,
      mode: config.mode,
      timeoutSeconds: config.mode === 'start' ? null : timeoutSeconds(config),
    },
    body: config.body ?? null,
  };
}

export function complete({ config, item, answer }: Completing<Config>): { readonly [port: string]: readonly Json[] } {
  const ended = outcomeOf(answer);
  if (ended.outcome === 'finished') return { out: [withField(item, config.result, ended.answer)] };
  if (ended.outcome === 'started') return { out: [withField(item, config.result, { runId: ended.runId })] };
  return { timeout: [item.json] };
}
