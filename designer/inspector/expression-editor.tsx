import { hasExpression } from '@crossdock/nodes/contract/expression';
import { type DragEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { fieldDragType } from '../kit/json/field-drag.ts';
import { useLookups, useVariables } from '../server/queries.ts';
import type { Variable } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { dataTexts } from '../texts/data.ts';
import type { LookupNames, Scope } from './completions.ts';
import classes from './expression.module.css';
import { useForm, useLoopLists, useScope } from './form-context.tsx';
import { expressionAt, insertedAt, withPlace } from './insert-place.ts';
import { type FieldTarget, fieldEntered, fieldGone } from './last-field.ts';
import type { Entry } from './live-editor.tsx';
import { codeTokens, markedTokens, templateTokens } from './template-tokens.ts';

type Editor = typeof import('./live-editor.tsx').LiveEditor;

/** The editor, once it is here. React waits 300 ms before it shows what was lazy, also when it was fetched long ago, and keys would be lost. */
let fetched: Editor | null = null;

async function loadEditor(): Promise<{ default: Editor }> {
  fetched = (await import('./live-editor.tsx')).LiveEditor;
  return { default: fetched };
}
const LazyEditor = lazy(loadEditor);
// Fetched while nobody waits, so that the first field opens as quickly as the others.
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void loadEditor());

const none: readonly LookupNames[] = [];
const texts = dataTexts.expression;

type Props = {
  label: string;
  value: string;
  placeholder?: string;
  rows?: number;
  /** For tables: one line without braces until it is entered. */
  isDense?: boolean;
  /** The part of the text that fails. */
  mark?: { readonly from: number; readonly to: number } | null;
  onChange: (text: string) => void;
  onBlur: () => void;
};

/** What the expression sees, with the variables of the environment as `vars`. */
function withVariables(scope: Scope, variables: readonly Variable[] | undefined): Scope {
  if (!variables || variables.length === 0) return scope;
  return { ...scope, vars: Object.fromEntries(variables.map(({ name, value }) => [name, value])) };
}

/**
 * A text that may hold `{{ }}`. It is drawn as coloured text and becomes an editor where it is entered, so that a form of a hundred fields opens
 * at once. `=` in an empty field begins an expression; a field dragged from the input pane is inserted.
 */
export function ExpressionEditor({ label, value, placeholder = '', rows = 1, isDense = false, mark = null, onChange, onBlur }: Props) {
  const [entry, setEntry] = useState<Entry | null>(null);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const [isOver, setIsOver] = useState(false);
  const given = useScope();
  const { endTyping } = useForm();
  const { env } = useEditor();
  const lookups = useLookups(env).data;
  const variables = useVariables(env).data;
  const scope = useMemo(() => withVariables(given, variables), [given, variables]);
  const lists = useLoopLists();
  const caret = useRef<{ from: number; to: number } | null>(null);
  const latest = useRef({ value, onChange, endTyping, lists, label });
  useEffect(() => {
    latest.current = { value, onChange, endTyping, lists, label };
  });
  const target = useMemo<FieldTarget>(
    () => ({
      label,
      insert: (path) => {
        const now = latest.current;
        const at = caret.current;
        const put = at && at.to <= now.value.length ? insertedAt(now.value, at, expressionAt(path, now.lists)) : null;
        const text = put?.text ?? withPlace(now.value, path, now.lists);
        now.onChange(text);
        now.endTyping();
        const next = put?.caret ?? text.length;
        caret.current = { from: next, to: next };
        setEntry({ caret: next });
      },
    }),
    [label],
  );
  useEffect(() => () => fieldGone(target), [target]);
  const isFormula = hasExpression(value);
  const LiveEditor = fetched ?? LazyEditor;

  const onDrop = (event: DragEvent) => {
    const place = event.dataTransfer.getData(fieldDragType);
    setIsOver(false);
    if (place === '') return;
    event.preventDefault();
    onChange(withPlace(value, place, lists));
    endTyping();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes drops for the field inside it
    <div
      className={classes.field}
      data-formula={isFormula || undefined}
      data-over={isOver || undefined}
      data-active={entry !== null || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(fieldDragType)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <button
        type="button"
        className={classes.fx}
        tabIndex={-1}
        aria-label={isFormula ? texts.isFormula(label) : texts.makeFormula(label)}
        title={isFormula ? texts.formula : texts.makeTitle}
        onClick={() => {
          if (!isFormula) onChange(value === '' ? '{{  }}' : `{{ ${JSON.stringify(value)} }}`);
          fieldEntered(target);
          setEntry('keyboard');
        }}
      >
        fx
      </button>
      {entry === null ? (
        // biome-ignore lint/a11y/useSemanticElements: it holds coloured text
        <div
          role="textbox"
          aria-label={label}
          aria-multiline={rows > 1}
          tabIndex={0}
          className={classes.still}
          data-dense={isDense || undefined}
          title={isDense && value !== '' ? value : undefined}
          style={{ minHeight: 28 + (rows - 1) * 18 }}
          onPointerDown={(event) => {
            pointer.current = { x: event.clientX, y: event.clientY };
          }}
          onFocus={() => {
            fieldEntered(target);
            setEntry(pointer.current ?? 'keyboard');
            pointer.current = null;
          }}
        >
          {value === '' ? (
            <span className={classes.placeholder}>{placeholder}</span>
          ) : (
            <Tokens text={value} isDense={isDense} mark={mark} />
          )}
        </div>
      ) : (
        <Suspense fallback={<div className={classes.still}>{value}</div>}>
          <LiveEditor
            label={label}
            value={value}
            placeholder={placeholder}
            rows={rows}
            entry={entry}
            scope={scope}
            lookups={lookups ?? none}
            mark={mark}
            fieldAt={(path) => expressionAt(path, lists)}
            onCaret={(selection) => {
              caret.current = selection;
            }}
            onChange={onChange}
            onLeave={() => {
              setEntry(null);
              onBlur();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function Tokens({ text, isDense, mark }: { text: string; isDense: boolean; mark: Props['mark'] }) {
  const alone = isDense ? /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(text)?.[1] : undefined;
  const tokens = alone === undefined ? templateTokens(text) : codeTokens(alone.replaceAll(/\s+/g, ' ').trim());
  return (alone === undefined && mark ? markedTokens(tokens, mark) : tokens.map((token) => ({ ...token, isWrong: false }))).map(
    (token, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
      <span key={index} className={token.isWrong ? `${classes.token} ${classes.wrong}` : classes.token} data-kind={token.kind}>
        {token.text}
      </span>
    ),
  );
}
