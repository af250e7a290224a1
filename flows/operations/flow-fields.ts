import type { Flow } from '../document/flow.ts';
import { formatPath, parsePath } from '../document/path.ts';
import { fieldWords, pathWords } from '../document/words.ts';
import type { Behaviour } from './behaviour.ts';
import { checkedSettings } from './checked-setting.ts';
import { setPath } from './set-path.ts';

export const setFlow: Behaviour<'set-flow'> = {
  apply(flow, { change }) {
    const names = Object.keys(change) as (keyof typeof change)[];
    const before = Object.fromEntries(names.map((name) => [name, flow[name]]));
    return { flow: { ...flow, ...(change as Partial<Flow>) }, inverse: { op: 'set-flow', change: before } };
  },
  title: ({ change }) =>
    change.name === undefined ? `Change ${Object.keys(change).map(fieldWords).join(' and ')}` : `Rename the flow to ${change.name}`,
  touches: ({ change }) => Object.keys(change).map((name) => `flow/${name}`),
};

export const setSettings: Behaviour<'set-settings'> = {
  apply(flow, { path, value }) {
    const change = setPath(flow.settings, parsePath(path), value);
    return {
      flow: { ...flow, settings: checkedSettings(flow, change.value) },
      inverse: { op: 'set-settings', path: formatPath(change.undo.path), value: change.undo.value },
    };
  },
  title: ({ path }) => `Change setting ${pathWords(parsePath(path))}`,
  touches: ({ path }) => [`flow/settings.${path}`],
};
