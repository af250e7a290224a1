import { variablesOf } from '@crossdock/flows/check/variable-uses';
import type { Flow } from '@crossdock/flows/document/flow';
import type { FieldChange, Part } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';

/** The variables of the flow that stand otherwise in the target than in the source, and those it reads for the first time there. */
export function variableParts(
  before: Flow | null,
  after: Flow,
  { from, to }: { readonly from: string; readonly to: string },
  { variables, knowledge }: Pick<PromotionResources, 'variables' | 'knowledge'>,
): Part[] {
  const names = variablesOf(after, knowledge.catalog);
  const had = new Set(before ? variablesOf(before, knowledge.catalog) : []);
  const changes = names.flatMap((name): FieldChange[] => {
    const [source, target] = [variables.get(from, name)?.value, variables.get(to, name)?.value];
    const isNew = before !== null && !had.has(name);
    if (target === undefined) return [{ path: name, words: `${name} is read, and ${to} has none of this name`, before: source }];
    if (JSON.stringify(source) === JSON.stringify(target))
      return isNew ? [{ path: name, words: `${name} is read now`, after: target }] : [];
    const words = isNew
      ? `${name} is read now, and is another one in ${to} than in ${from}`
      : `${name} is another one in ${to} than in ${from}`;
    return [{ path: name, words, ...(source !== undefined && { before: source }), after: target }];
  });
  if (changes.length === 0) return [];
  const count = `${changes.length} ${changes.length === 1 ? 'value' : 'values'} to look at`;
  return [{ part: 'variables', title: `Variables of ${to}`, words: count, changes }];
}
