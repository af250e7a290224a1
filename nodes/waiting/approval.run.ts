import type { Resolved } from '../contract/expression.ts';
import type { Json } from '../contract/item.ts';
import { type WaitAsked, withField } from '../contract/wait.ts';
import type { ApprovalConfig } from './approval.ts';
import { type Completing, outcomeOf } from './outcome.ts';
import { timeoutSeconds } from './span.ts';

type Config = Resolved<ApprovalConfig>;

export function prepare({ config }: { readonly config: Config }): WaitAsked {
  const title = String(config.title ?? '').trim();
  return {
    ask: {
      for: 'approval',
      title: title === '' ? 'Approval' : title.slice(0, 200),
      text: String(config.text ?? '').slice(0, 4000),
      role: config.role === 'anybody' ? '' : config.role,
      timeoutSeconds: timeoutSeconds(config),
    },
  };
}

export function complete({ config, item, answer }: Completing<Config>): { readonly [port: string]: readonly Json[] } {
  const ended = outcomeOf(answer);
  if (ended.outcome !== 'approved' && ended.outcome !== 'rejected') return { timeout: [item.json] };
  const decision = { decision: ended.outcome, by: ended.by, at: ended.at, comment: ended.comment };
  return { [ended.outcome === 'approved' ? 'out' : 'rejected']: [withField(item, config.result, decision)] };
}
