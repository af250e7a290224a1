import { type Field, formOf, type Option, type Schema } from '../inspector/form.ts';
import { referenceTexts as texts } from '../texts/reference.ts';

/** One line of the table of settings. */
export type SettingRow = {
  /** Dotted, unique in the table. */
  readonly path: string;
  readonly depth: number;
  readonly title: string;
  readonly key: string;
  readonly kind: string;
  readonly isRequired: boolean;
  /** As JSON; empty: none. */
  readonly default: string;
  readonly help: string;
};

/** The settings of a type as a table, nested ones below their parent: the same form the inspector draws. */
export function settingRows(schema: Schema): readonly SettingRow[] {
  return rowsOf(formOf(schema), '', 0);
}

function rowsOf(fields: readonly Field[], under: string, depth: number): SettingRow[] {
  return fields.flatMap((field) => {
    const path = under === '' ? field.key : `${under}.${field.key}`;
    const row: SettingRow = {
      path,
      depth,
      title: field.title,
      key: field.key,
      kind: kindOf(field),
      isRequired: field.isRequired,
      default: defaultOf(field.default),
      help: helpOf(field),
    };
    return [row, ...insideOf(field, path, depth + 1)];
  });
}

function insideOf({ control, title }: Field, path: string, depth: number): SettingRow[] {
  switch (control.kind) {
    case 'group':
      return rowsOf(control.fields, path, depth);
    case 'list':
      return control.item.control.kind === 'group' ? rowsOf(control.item.control.fields, `${path}[]`, depth) : [];
    case 'variants':
      return control.variants.flatMap((variant) =>
        rowsOf(variant.fields, `${path}.${variant.value}`, depth).map((row) =>
          row.depth === depth ? { ...row, help: joined(row.help, texts.shownWhen(title, variant.title)) } : row,
        ),
      );
    default:
      return [];
  }
}

function kindOf({ control }: Field): string {
  if (control.kind === 'select' || control.kind === 'choices') return texts.oneOf(choices(control.options));
  if (control.kind === 'variants') return texts.oneOf(control.variants.map((variant) => variant.title).join(', '));
  return texts.controls[control.kind] ?? control.kind;
}

function choices(options: readonly Option[]): string {
  return options.map((option) => String(option.value)).join(', ');
}

const longestDefault = 60;

function defaultOf(value: unknown): string {
  if (value === undefined || value === '') return '';
  const text = JSON.stringify(value);
  return text === '{}' || text === '[]' || text.length > longestDefault ? '' : text;
}

function helpOf({ help, when }: Field): string {
  if (!when) return help;
  return joined(help, texts.shownWhen(when.field, when.is.map(String).join(', ')));
}

function joined(help: string, condition: string): string {
  return help === '' ? condition : `${help} (${condition})`;
}
