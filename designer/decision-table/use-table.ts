import type { FlowNode } from '@crossdock/flows/document/flow';
import { useMemo } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import type { Rules } from './impact.ts';
import { type Column, columnsOf, type Table } from './table.ts';
import { operationsTo, tableOf } from './table-operations.ts';

/** One decision table, open: what it holds, and the one way to change it. */
export type TableModel = {
  readonly node: FlowNode;
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly rules: Rules;
  /** Applies a change as one undo step with this name. `typing`: the field somebody is typing in. */
  change(next: Table, title: string, typing?: string): void;
  setHitPolicy(policy: string, title: string): void;
};

const knownRules = new WeakMap<object, Rules>();

/** The rules of a step's configuration; the same object as long as the configuration is. */
export function rulesOf(config: Record<string, unknown>): Rules {
  const known = knownRules.get(config);
  if (known) return known;
  const rules = {
    table: tableOf(config),
    hitPolicy: typeof config.hitPolicy === 'string' ? config.hitPolicy : 'first',
    onNoMatch: typeof config.onNoMatch === 'string' ? config.onNoMatch : 'fail',
    defaults: Array.isArray(config.defaults) ? config.defaults : [],
  };
  knownRules.set(config, rules);
  return rules;
}

export function useTable(node: FlowNode): TableModel {
  const { document } = useEditor();
  return useMemo(() => {
    const rules = rulesOf(node.config);
    return {
      node,
      table: rules.table,
      columns: columnsOf(rules.table),
      rules,
      change(next, title, typing) {
        if (next === rules.table) return;
        const operations = operationsTo(node.id, node.config.table, rules.table, next);
        if (operations.length > 0) document.change(operations, { title, typing });
      },
      setHitPolicy: (policy, title) => document.change([{ op: 'set-config', node: node.id, path: 'hitPolicy', value: policy }], { title }),
    };
  }, [node, document]);
}
