import { useMemo } from 'react';
import { useEvaluation } from '../server/evaluation.ts';
import type { Evaluated } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { useForm, useLoop } from './form-context.tsx';

type TriedItem = { readonly id: string; readonly key: string | null; readonly json: unknown };

/** An expression on all records that have come in. */
export type Tried = {
  readonly items: readonly TriedItem[];
  /** By record; undefined while it is tried for the first time. */
  readonly results: readonly Evaluated[] | undefined;
  /** On the record in view. */
  readonly shown: Evaluated | undefined;
  readonly total: number;
  readonly choose: ((id: string) => void) | null;
};

const none: readonly TriedItem[] = [];

/** Tries the expression of a field while it is typed: on every record, or inside a loop on the entry of the record in view. */
export function useTried(expression: string | null): Tried {
  const { env } = useEditor();
  const { sample, samples } = useForm();
  const loop = useLoop();
  const isInLoop = 'each' in loop;
  const own = useMemo(() => (sample === undefined ? none : [{ id: 'sample', key: null, json: sample }]), [sample]);
  const items = expression === null ? none : samples && !isInLoop ? samples.items : own;
  const bodies = useMemo(() => items.map((item) => item.json), [items]);
  const at = useMemo(
    () => (isInLoop ? { each: loop.each, ...(typeof loop.index === 'number' && { index: loop.index }), parent: loop.parent } : undefined),
    [isInLoop, loop],
  );
  const [results] = useEvaluation(env, [expression ?? ''], bodies, at);
  const position = Math.max(
    0,
    items.findIndex((item) => item.id === samples?.shown),
  );
  const fitting = results?.length === items.length ? results : undefined;
  return {
    items,
    results: fitting,
    shown: fitting?.[position],
    total: samples && !isInLoop ? samples.total : items.length,
    choose: samples && !isInLoop ? samples.choose : null,
  };
}
