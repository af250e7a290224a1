import { useMemo, useState } from 'react';
import { useNodeData } from '../inspector/use-node-data.ts';
import { useEditor } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { type Asked, type Outcome, outcomeOf } from './match.ts';
import { useAsked } from './use-asked.ts';
import type { Past } from './use-past.ts';
import type { TableModel } from './use-table.ts';

export type SampleSource = 'test' | 'past' | 'own';
type Item = { readonly title: string; readonly json: unknown };

export type Samples = {
  readonly source: SampleSource;
  setSource(source: SampleSource): void;
  readonly items: readonly Item[];
  readonly chosen: number;
  choose(index: number): void;
  /** What the conditions ask of each; null while that is being found out. */
  readonly asked: readonly (readonly Asked[])[] | null;
  readonly outcomes: readonly Outcome[] | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  retry(): void;
  readonly ownText: string;
  setOwnText(text: string): void;
  readonly ownFault: string | null;
};

/** The records the table is tried on: of the newest test, of past runs, or one's own. */
export function useSamples(model: TableModel, past: Past): Samples {
  const { env } = useEditor();
  const { rules, node } = model;
  const data = useNodeData(node.id);
  const [source, setSource] = useState<SampleSource | null>(null);
  const [choice, choose] = useState(0);
  const [written, setOwnText] = useState<string | null>(null);

  const from = data.inputFrom && 'title' in data.inputFrom ? data.inputFrom.title : texts.pinned;
  const test = useMemo<readonly Item[]>(() => {
    const whole = Object.values(data.input).flatMap((items) => items.filter(({ isCut }) => !isCut));
    return whole.map(({ key, json }, i) => ({ title: key ?? texts.sampleOf(from, i + 1, whole.length), json }));
  }, [data.input, from]);
  const shown = source ?? (test.length > 0 || past.items.length === 0 ? 'test' : 'past');
  const first = test[0]?.json ?? past.items[0]?.json;
  const ownText = written ?? JSON.stringify(first ?? {}, null, 2);
  const own = useMemo(() => parsed(ownText), [ownText]);
  const items = useMemo<readonly Item[]>(
    () => (shown === 'test' ? test : shown === 'past' ? past.items : own.ok ? [{ title: '', json: own.value }] : []),
    [shown, test, past.items, own],
  );
  const records = useMemo(() => items.map(({ json }) => json), [items]);
  const fresh = useAsked(env, rules.table.inputs, shown === 'past' ? noRecords : records);
  const asked = shown === 'past' ? past.asked : fresh.asked;
  const outcomes = useMemo(() => asked?.map((one) => outcomeOf(rules.table, one)) ?? null, [asked, rules.table]);
  const chosen = Math.min(choice, Math.max(0, items.length - 1));
  const isLoading = shown === 'past' ? past.isLoading : shown === 'test' && data.isLoading;
  const error = shown === 'past' ? past.error : fresh.error;
  const { retry } = past;
  return useMemo(
    () => ({
      source: shown,
      setSource: (next) => {
        setSource(next);
        choose(0);
      },
      items,
      chosen,
      choose,
      asked,
      outcomes,
      isLoading,
      error,
      retry,
      ownText,
      setOwnText,
      ownFault: own.ok ? null : own.message,
    }),
    [shown, items, chosen, asked, outcomes, isLoading, error, retry, ownText, own],
  );
}

const noRecords: readonly unknown[] = [];

function parsed(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
