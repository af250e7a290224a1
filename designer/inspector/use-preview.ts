import { useMemo } from 'react';
import { useEvaluation } from '../server/evaluation.ts';
import type { Evaluated } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';

/** An expression tried on one record, in the server's sandbox; undefined while it is under way. */
export function usePreview(expression: string, item: unknown, each: unknown): { readonly data: Evaluated | undefined } {
  const { env } = useEditor();
  const items = useMemo(() => (item === undefined ? [] : [item]), [item]);
  const [results] = useEvaluation(env, [expression], items, { each });
  return { data: results?.[0] };
}
