import { formatPath } from '@crossdock/flows/document/path';
import { pathNames } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { hasExpression } from '@crossdock/nodes/contract/expression';
import { type ReactNode, useMemo } from 'react';
import { type Form, FormProvider, LoopProvider } from '../inspector/form-context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { useMapper } from './mapper-context.tsx';

/** What the expressions of a line see: the sample, and the entries of the loops around it. Edits are named after the target. */
export function LineScope({
  line,
  isInside,
  children,
}: {
  line: PlacedLine /** Within the line's own loop. */;
  isInside: boolean;
  children: ReactNode;
}) {
  const { document } = useEditor();
  const { node, sample, change } = useMapper();
  const problems = useDocument((state) => state.problems);
  const form = useMemo<Form>(
    () => ({
      problems: problems.filter((problem) => problem.nodeId === node.id),
      problemPrefix: 'config',
      values: node.config,
      sample: sample?.json,
      system: null,
      change: (path, value) => {
        const at = formatPath(path);
        change([{ at, value }], mapperTexts.detail.mapTitle(line.line.target), `${node.id} ${at}`);
      },
      endTyping: () => document.endTyping(),
    }),
    [problems, node.id, node.config, sample, change, document, line.line.target],
  );
  const scope = useMemo(() => loopScope(line, isInside, sample?.json), [line, isInside, sample]);
  return (
    <FormProvider value={form}>
      <LoopProvider value={scope}>{children}</LoopProvider>
    </FormProvider>
  );
}

/** `each`, `index` and `parent` on the sample: the first entry of each loop. */
function loopScope(line: PlacedLine, isInside: boolean, record: unknown): Record<string, unknown> {
  const loops = isInside && line.line.each !== undefined ? [...line.loops, line.entry] : line.loops;
  const entry = (loop: string | null | undefined) => (loop == null ? undefined : valuesAt(record, pathNames(loop))[0]);
  if (loops.length === 0) return {};
  const parent = entry(loops.at(-2));
  return { each: entry(loops.at(-1)), index: 0, ...(parent !== undefined && { parent }) };
}

/** The code of a value that is one expression; null for constants and texts with several parts. */
export function codeOf(value: unknown): string | null {
  if (!hasExpression(value)) return null;
  return /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(value)?.[1]?.trim() ?? null;
}
