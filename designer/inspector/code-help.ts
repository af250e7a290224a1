import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { jsonLanguage } from '@codemirror/lang-json';
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { completionsFor, type Scope } from './completions.ts';
import type { Schema } from './form.ts';
import { jsonFaults } from './json-faults.ts';
import { jsonPlaceAt, jsonRange } from './json-places.ts';
import { keysOf, schemasAt, typesOf, valuesOf } from './json-schema-walk.ts';
import { codeMarks, expressionMarks, type TextMark } from './text-marks.ts';

/** Completion of keys and values from a JSON Schema, and marks where the text does not fit it. */
export function jsonHelp(schema: () => Schema | undefined): Extension[] {
  return [
    autocompletion({ override: [(context) => jsonSuggestions(context, schema())], icons: false }),
    linter((view) => jsonDiagnostics(view, schema()), { delay: 300 }),
    lintGutter(),
  ];
}

/** Completion of the sample's fields and the library, and a mark at a mistake. */
export function scriptHelp(scope: () => Scope, parameters: readonly string[], isExpression: boolean): Extension[] {
  return [
    autocompletion({ override: [(context) => scriptSuggestions(context, scope())], icons: false }),
    linter((view) => marked(isExpression ? expressionMarks(textOf(view), parameters) : codeMarks(textOf(view))), { delay: 500 }),
    ...(isExpression ? [] : [lintGutter()]),
  ];
}

export function marked(marks: readonly TextMark[]): Diagnostic[] {
  return marks.map((mark) => ({ ...mark, severity: 'error' }));
}

function textOf(view: EditorView): string {
  return view.state.doc.toString();
}

function jsonDiagnostics(view: EditorView, schema: Schema | undefined): Diagnostic[] {
  const text = textOf(view);
  if (text.trim() === '') return [];
  const value = parsed(text);
  if (value === undefined) return syntaxFault(text);
  return schema
    ? jsonFaults(schema, value).map(({ path, part, message }) => ({ ...jsonRange(text, path, part), message, severity: 'error' }))
    : [];
}

function syntaxFault(text: string): Diagnostic[] {
  const cursor = jsonLanguage.parser.parse(text).cursor();
  do
    if (cursor.type.isError)
      return [
        {
          from: Math.max(0, Math.min(cursor.from, text.length - 1)),
          to: Math.max(cursor.to, cursor.from + 1),
          message: unexpected(text, cursor.from),
          severity: 'error',
        },
      ];
  while (cursor.next());
  return [];
}

function unexpected(text: string, at: number): string {
  return at >= text.trimEnd().length ? 'It ends too early.' : `"${text[at]}" is not expected here.`;
}

function jsonSuggestions(context: CompletionContext, schema: Schema | undefined): CompletionResult | null {
  const text = context.state.doc.toString();
  const place = schema ? jsonPlaceAt(text, context.pos) : null;
  if (!schema || !place || (!context.explicit && place.from === context.pos && !/["{,:\s]$/.test(text.slice(0, context.pos)))) return null;
  const schemas = schemasAt(schema, place.path, parsed(text));
  const options: Completion[] =
    place.kind === 'key'
      ? (keysOf(schemas)
          .filter(({ key }) => !place.siblings.includes(key))
          .map(({ key, schema: part, isRequired }) => ({
            label: JSON.stringify(key),
            displayLabel: key,
            apply: `${JSON.stringify(key)}${/^\s*:/.test(text.slice(place.to)) ? '' : ': '}`,
            detail: [typesOf([part]).join(' or '), isRequired ? 'required' : ''].filter(Boolean).join(', '),
            info: [part.title, part.description ?? part.help].filter((line) => typeof line === 'string').join('. ') || undefined,
            boost: isRequired ? 1 : 0,
          })) as Completion[])
      : valuesOf(schemas).map((value) => ({ label: JSON.stringify(value), displayLabel: String(value), apply: JSON.stringify(value) }));
  return options.length === 0 ? null : { from: place.from, to: place.to, options, filter: true, validFor: /^"?[\w$.-]*"?$/ };
}

function scriptSuggestions(context: CompletionContext, scope: Scope): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const found = completionsFor(line, scope);
  if (!found || (!context.explicit && !/[\w$.]$/.test(before))) return null;
  return {
    from: before.length - line.length + found.from,
    options: found.options.map((option) => ({
      label: option.label,
      apply: option.insert,
      detail: option.detail,
      info: option.help || undefined,
    })) as Completion[],
    validFor: /^[\w$]*$/,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
