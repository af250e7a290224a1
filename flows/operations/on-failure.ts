import { formatPath, parsePath } from '../document/path.ts';
import { pathWords } from '../document/words.ts';
import type { Behaviour } from './behaviour.ts';
import { checkedOnFailure } from './checked-setting.ts';
import { nodeIn, nodeName, withNode } from './parts.ts';
import { setPath } from './set-path.ts';

export const setOnFailure: Behaviour<'set-on-failure'> = {
  apply(flow, { node, path, value }) {
    const before = nodeIn(flow, node);
    const change = setPath(before.onFailure, parsePath(path), value);
    const onFailure = checkedOnFailure(flow, flow.nodes.indexOf(before), change.value);
    return {
      flow: withNode(flow, node, () => ({ ...before, onFailure })),
      inverse: { op: 'set-on-failure', node, path: formatPath(change.undo.path), value: change.undo.value },
    };
  },
  title: ({ node, path }, flow) => `Edit ${nodeName(flow, node)}: on failure, ${pathWords(parsePath(path))}`,
  touches: ({ node, path }) => [`node:${node}/onFailure.${path}`],
};
