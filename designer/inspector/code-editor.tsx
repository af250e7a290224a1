import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, placeholder as hint, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { useOpenEditor } from '../state/editor-context.tsx';
import classes from './code-field.module.css';
import { type CodeFieldProps, editorHeight } from './code-field-props.ts';
import { jsonHelp, scriptHelp } from './code-help.ts';
import { editorKeys } from './editor-keys.ts';
import { tooltipColours } from './editor-tooltips.ts';
import { takesFields } from './takes-fields.ts';

/** The editor inside a `CodeField`; loaded with the first one. */
export function CodeEditor(props: CodeFieldProps) {
  const { value, rows, error = null } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const mayEdit = useOpenEditor()?.may.edit ?? true;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const { language, placeholder = '', parameters = [], isExpression = false, rows: lines } = latest.current;
    const scope = () => ({ ...Object.fromEntries(parameters.map((name) => [name, undefined])), ...latest.current.scope });
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...(mayEdit ? [] : [EditorState.readOnly.of(true)]),
          ...(lines > 2 ? [lineNumbers(), highlightActiveLine()] : []),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          indentOnInput(),
          EditorView.lineWrapping,
          ...(language === 'json'
            ? [json(), ...jsonHelp(() => latest.current.schema)]
            : [javascript(), takesFields(latest.current.label), ...scriptHelp(scope, parameters, isExpression)]),
          syntaxHighlighting(colours),
          tooltipColours,
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...editorKeys, indentWithTab]),
          hint(placeholder),
          EditorView.contentAttributes.of({
            'aria-label': latest.current.label,
            spellcheck: 'false',
            ...(latest.current.takesFocus && { 'data-autofocus': 'true' }),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && update.transactions.some((transaction) => transaction.annotation(fromOutside) === undefined))
              latest.current.onChange(update.state.doc.toString());
          }),
          EditorView.domEventHandlers({ blur: () => latest.current.onBlur?.() }),
        ],
      }),
    });
    view.current = editor;
    if (latest.current.takesFocus) {
      editor.focus();
      editor.dispatch({ selection: { anchor: 0, head: editor.state.doc.length } });
    }
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [mayEdit]);

  useEffect(() => {
    const editor = view.current;
    const shown = editor?.state.doc.toString();
    if (editor && shown !== value)
      editor.dispatch({ changes: { from: 0, to: shown?.length ?? 0, insert: value }, annotations: fromOutside.of(true) });
  }, [value]);

  return <div ref={host} className={classes.editor} style={editorHeight(rows)} data-error={error !== null || undefined} />;
}

/** Marks a text that was set from outside, which must not be reported back. */
const fromOutside = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--json-key)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--json-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--json-number)' },
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: 'var(--wait)' },
  { tag: [tags.comment], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.punctuation, tags.bracket, tags.separator], color: 'var(--json-punctuation)' },
]);
