import { connect } from '@crossdock/flows/mapping/connect';
import { pathNames } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import { openedTo } from './field-rows.ts';
import type { Mapper } from './mapper-context.tsx';
import { setOpen } from './mapper-state.ts';

/** Maps a source field to a target field: at once, after a question, or not at all with the reason. */
export function connectFields(mapper: Mapper, from: string, to: string): void {
  const { state, sourceOf, targetOf, placed, fields, sample } = mapper;
  const source = sourceOf.get(from);
  const target = targetOf.get(to);
  if (!source || !target) return;
  const value = valuesAt(sample?.json, pathNames(from)).find((each) => each !== undefined && each !== null);
  const outcome = connect({ source, target, placed, count: fields.length, sample: value });
  state.setState({ source: from, target: to, panel: 'detail', question: null, message: null });
  reveal(mapper, 'target', to);
  switch (outcome.kind) {
    case 'done':
      mapper.change(outcome.edits, outcome.title);
      if (outcome.says !== null) state.setState({ message: { kind: 'said', text: outcome.says } });
      return;
    case 'ask':
      state.setState({ question: outcome });
      return;
    case 'refused':
      state.setState({ message: { kind: 'refused', text: outcome.why } });
  }
}

/** Opens the groups around a field. */
export function reveal({ state }: Mapper, side: 'source' | 'target', path: string): void {
  const open = state.getState().open[side] ?? new Set<string>();
  const opened = openedTo(open, path);
  if (opened !== open) setOpen(state, side, opened);
}

/** Selects a target field and shows it. */
export function goToTarget(mapper: Mapper, path: string): void {
  const { state, targetOf } = mapper;
  if (!targetOf.has(path)) return;
  reveal(mapper, 'target', path);
  state.setState({
    target: path,
    filter: 'all',
    search: { ...state.getState().search, target: '' },
    panel: 'detail',
    question: null,
    message: null,
  });
}

/** The next required field without a value, after the selected one; null when there is none. */
export function nextNeeded({ coverage, state }: Mapper): string | null {
  const { needed } = coverage;
  const at = needed.findIndex(({ path }) => path === state.getState().target);
  return needed[(at + 1) % Math.max(1, needed.length)]?.path ?? null;
}
