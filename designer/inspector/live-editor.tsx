import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { history, historyKeymap } from '@codemirror/commands';
import { linter } from '@codemirror/lint';
import { EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  placeholder as hint,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { fieldDragType } from '../kit/json/field-drag.ts';
import { useOpenEditor } from '../state/editor-context.tsx';
import { dataTexts } from '../texts/data.ts';
import { marked } from './code-help.ts';
import { completionsFor, type LookupNames, type Scope, type Suggestion } from './completions.ts';
import { editorKeys } from './editor-keys.ts';
import { tooltipColours } from './editor-tooltips.ts';
import classes from './expression.module.css';
import { insertedAt } from './insert-place.ts';
import { isInExpression, templateTokens } from './template-tokens.ts';
import { templateMarks } from './text-marks.ts';

export type Entry = { readonly x: number; readonly y: number } | { readonly caret: number } | 'keyboard';

type Props = {
  label: string;
  value: string;
  placeholder: string;
  rows: number;
  /** Where the field was entered: the caret goes to the pointer, to a position, or to the end. */
  entry: Entry;
  /** The part of the text that fails. */
  mark: { readonly from: number; readonly to: number } | null;
  /** Tells where the caret is, so that something can be put there when the field is no longer the active one. */
  onCaret: (selection: { readonly from: number; readonly to: number }) => void;
  scope: Scope;
  lookups: readonly LookupNames[];
  /** The expression that reads a dragged field. */
  fieldAt: (path: string) => string;
  onChange: (text: string) => void;
  onLeave: () => void;
};

/** The editor of one expression field while it has the focus. */
export function LiveEditor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const mayEdit = useOpenEditor()?.may.edit ?? true;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const { value, placeholder, label, rows, entry } = latest.current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          ...(mayEdit ? [] : [EditorState.readOnly.of(true)]),
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          closeBrackets(),
          autocompletion({ override: [(context) => suggestions(context, latest.current)], icons: false, activateOnTyping: true }),
          keymap.of([
            ...(rows === 1 ? singleLineKeys : []),
            { key: 'Tab', run: acceptCompletion },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...historyKeymap,
            ...editorKeys,
          ]),
          hint(placeholder),
          // Late enough not to point at what is still being written.
          linter((editor) => marked(templateMarks(editor.state.doc.toString())), { delay: 700 }),
          tokenColours,
          tooltipColours,
          equalsBegins,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
            const { from, to } = update.state.selection.main;
            if (update.selectionSet || update.docChanged) latest.current.onCaret({ from, to });
          }),
          wrongPart,
          EditorView.domEventHandlers({ drop: (event, at) => dropField(event, at, latest.current.fieldAt) }),
          EditorView.domEventHandlers({ blur: () => void (view.current && latest.current.onLeave()) }),
        ],
      }),
    });
    view.current = editor;
    editor.focus();
    editor.dispatch({ selection: { anchor: caretAt(editor, entry) } });
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [mayEdit]);

  // Changes from elsewhere, such as undo or a dropped field, while the editor is open.
  useEffect(() => {
    const editor = view.current;
    const shown = editor?.state.doc.toString();
    if (editor && shown !== props.value) editor.dispatch({ changes: { from: 0, to: shown?.length ?? 0, insert: props.value } });
  }, [props.value]);

  const { mark } = props;
  useEffect(() => {
    view.current?.dispatch({ effects: setMark.of(mark) });
  }, [mark]);

  return <div ref={host} className={classes.live} data-rows={props.rows} />;
}

/** Inside an empty expression, at the pointer, or at the end. */
function caretAt(editor: EditorView, entry: Props['entry']): number {
  const text = editor.state.doc.toString();
  const empty = text.indexOf('{{  }}');
  if (empty >= 0) return empty + 3;
  if (entry === 'keyboard') return text.length;
  if ('caret' in entry) return Math.min(entry.caret, text.length);
  return editor.posAtCoords(entry) ?? text.length;
}

function suggestions(context: CompletionContext, { scope, lookups }: Pick<Props, 'scope' | 'lookups'>): CompletionResult | null {
  const text = context.state.doc.toString();
  if (!isInExpression(text, context.pos)) return null;
  const before = text.slice(text.lastIndexOf('{{', context.pos - 1) + 2, context.pos);
  const offset = context.pos - before.length;
  const found = completionsFor(before, scope, lookups);
  if (!found || (!context.explicit && !/[\w$."]$/.test(before) && before.trim() !== '')) return null;
  return {
    from: offset + found.from,
    options: found.options.map((option) => ({
      label: option.label,
      apply: option.insert,
      detail: option.detail,
      info: option.example ? () => functionInfo(option) : option.help || undefined,
      type: option.kind,
    })) as CompletionResult['options'],
    validFor: /^[\w$-]*$/,
  };
}

/** What a function does, how it is called, and what that gives. */
function functionInfo({ help, example }: Suggestion): HTMLElement {
  const root = document.createElement('div');
  root.className = classes.info ?? '';
  const code = document.createElement('code');
  code.textContent = example?.code ?? '';
  const gives = document.createElement('code');
  gives.textContent = `${dataTexts.completion.gives} ${JSON.stringify(example?.gives)}`;
  root.append(help, code, gives);
  return root;
}

/** A field of the data that is dropped on the text goes where it was dropped. */
function dropField(event: DragEvent, editor: EditorView, fieldAt: Props['fieldAt']): boolean {
  const path = event.dataTransfer?.getData(fieldDragType) ?? '';
  if (path === '') return false;
  event.preventDefault();
  event.stopPropagation();
  const at = editor.posAtCoords({ x: event.clientX, y: event.clientY }) ?? editor.state.doc.length;
  const { text, caret } = insertedAt(editor.state.doc.toString(), { from: at, to: at }, fieldAt(path));
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, selection: { anchor: caret } });
  return true;
}

const setMark = StateEffect.define<Props['mark']>();

/** Underlines the part that fails, until the text changes there. */
const wrongPart = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const length = transaction.state.doc.length;
      const { from = 0, to = 0 } = effect.value ?? {};
      return from < to && to <= length ? Decoration.set([Decoration.mark({ class: 'cm-wrong' }).range(from, to)]) : Decoration.none;
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Enter and Esc leave a field of one line, as in any form. */
const singleLineKeys = [
  { key: 'Enter', run: acceptCompletion },
  { key: 'Enter', run: (editor: EditorView) => blurred(editor) },
];

function blurred(editor: EditorView): boolean {
  editor.contentDOM.blur();
  return true;
}

/** `=` in an empty field begins an expression. */
const equalsBegins = EditorView.inputHandler.of((editor, from, _to, text) => {
  if (text !== '=' || editor.state.doc.length > 0) return false;
  editor.dispatch({ changes: { from, insert: '{{  }}' }, selection: { anchor: from + 3 } });
  return true;
});

const tokenColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const marks = Object.fromEntries(
  (['brace', 'place', 'function', 'string', 'number', 'sign'] as const).map((kind) => [
    kind,
    Decoration.mark({ class: classes.token ?? '', attributes: { 'data-kind': kind } }),
  ]),
);

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const token of templateTokens(view.state.doc.toString())) {
    const mark = marks[token.kind];
    if (mark && token.text.length > 0) builder.add(at, at + token.text.length, mark);
    at += token.text.length;
  }
  return builder.finish();
}
