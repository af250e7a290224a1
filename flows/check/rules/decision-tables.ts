import { valueAt } from '@crossdock/nodes/contract/descriptor';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** Decision tables without a row, at which every record fails. */
export const decisionTables: Rule = ({ flow }) =>
  flow.nodes
    .filter((node) => node.type === 'rule.decision-table' && (node.config.onNoMatch ?? 'fail') === 'fail')
    .filter((node) => {
      const rows = valueAt(node.config, 'table.rows');
      return !Array.isArray(rows) || rows.length === 0;
    })
    .map((node) =>
      problem(
        'warning',
        'EMPTY_TABLE',
        { node, field: 'config.table' },
        `"${node.name}" has no rows yet, so that every record fails there.`,
        'Add a row, or let records without a match go on.',
      ),
    );
