import { formatPath, type Path, parsePath } from '../document/path.ts';
import { pathWords } from '../document/words.ts';
import type { Behaviour } from './behaviour.ts';
import { nodeIn, nodeName, withNode } from './parts.ts';
import { setPath } from './set-path.ts';

export const setConfig: Behaviour<'set-config'> = {
  apply(flow, { node, path, value }) {
    const change = setPath(nodeIn(flow, node).config, parsePath(path), value);
    const config = change.value as Record<string, unknown>;
    return {
      flow: withNode(flow, node, (before) => (before.config === config ? before : { ...before, config })),
      inverse: { op: 'set-config', node, path: formatPath(change.undo.path), value: change.undo.value },
    };
  },
  title: ({ node, path }, flow) => `Edit ${nodeName(flow, node)}: ${pathWords(parsePath(path))}`,
  touches: ({ node, path, value }) => [`node:${node}/${touched(parsePath(path), value)}`],
};

export const replaceConfig: Behaviour<'replace-config'> = {
  apply: (flow, { node, config }) => ({
    flow: withNode(flow, node, (before) => ({ ...before, config })),
    inverse: { op: 'replace-config', node, config: nodeIn(flow, node).config },
  }),
  title: ({ node }, flow) => `Edit ${nodeName(flow, node)}`,
  touches: ({ node }) => [`node:${node}/config`],
};

export const changeNodeVersion: Behaviour<'change-node-version'> = {
  apply(flow, { node, version, config }) {
    const before = nodeIn(flow, node);
    return {
      flow: withNode(flow, node, () => ({ ...before, version, config: config ?? before.config })),
      inverse: { op: 'change-node-version', node, version: before.version, ...(config && { config: before.config }) },
    };
  },
  title: ({ node, version }, flow) => `Change ${nodeName(flow, node)} to version ${version}`,
  touches: ({ node }) => [`node:${node}/version`, `node:${node}/config`],
};

/** Removing an entry moves the ones behind it, so it concerns the whole list. */
function touched(names: Path, value: unknown): string {
  const isEntry = value === undefined && names.length > 1 && /^\d+$/.test(names.at(-1) ?? '');
  return formatPath(['config', ...(isEntry ? names.slice(0, -1) : names)]);
}
