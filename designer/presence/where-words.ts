import type { Flow } from '@crossdock/flows/document/flow';
import { parsePath } from '@crossdock/flows/document/path';
import { words } from '../inspector/form.ts';
import type { Person } from '../server/shapes.ts';
import { presenceTexts } from '../texts/presence.ts';

/** Where somebody is, in one sentence. */
export function whereWords({ name, node, field }: Person, flow: Pick<Flow, 'nodes'>): string {
  const step = flow.nodes.find((each) => each.id === node)?.name;
  const fieldName = field === null ? '' : words(parsePath(field).findLast((part) => !/^\d+$/.test(part)) ?? '');
  if (step === undefined) return fieldName === '' ? presenceTexts.isHere(name) : presenceTexts.isTypingSetting(name, fieldName);
  return fieldName === '' ? presenceTexts.isAt(name, step) : presenceTexts.isTyping(name, step, fieldName);
}
