import type { Evaluate } from '../contract/expression.ts';
import type { Item, Json } from '../contract/item.ts';
import { type OperatorId, operatorOf } from '../library/operators.ts';

export type Condition = {
  readonly value: Evaluate<Json>;
  readonly operator: OperatorId;
  readonly with?: Evaluate<Json> | undefined;
  readonly and?: Evaluate<Json> | undefined;
  readonly ignoreCase: boolean;
};
export type Conditions = {
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
  readonly expression?: Evaluate<boolean> | undefined;
};

/** Makes one question of conditions and expression; both must be answered yes. */
export function compileConditions(given: Conditions): (item: Item) => boolean {
  const tests = given.conditions.map(compileCondition);
  const { expression, match } = given;
  return (item) => {
    if (expression && expression(item) !== true) return false;
    if (tests.length === 0) return expression !== undefined;
    return match === 'all' ? tests.every((test) => test(item)) : tests.some((test) => test(item));
  };
}

function compileCondition(condition: Condition): (item: Item) => boolean {
  const { test } = operatorOf(condition.operator);
  const { value, with: other, and } = condition;
  if (!condition.ignoreCase) return (item) => test(value(item), other?.(item), and?.(item));
  return (item) => test(folded(value(item)), folded(other?.(item)), folded(and?.(item)));
}

function folded(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
