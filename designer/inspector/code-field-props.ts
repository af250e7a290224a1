import type { Schema } from './form.ts';

export type CodeFieldProps = {
  label: string;
  isLabelHidden?: boolean;
  language: 'javascript' | 'json';
  value: string;
  onChange: (text: string) => void;
  onBlur?: () => void;
  /** Lines it is high at least; it grows to twice as many. */
  rows: number;
  placeholder?: string;
  /** Names the code may use beside the library. */
  parameters?: readonly string[];
  /** Sample values of those names, for completion. */
  scope?: Readonly<Record<string, unknown>>;
  /** The text is one expression, not the body of a function. */
  isExpression?: boolean;
  /** What the JSON should be: offered as completion, marked where it is not kept. */
  schema?: Schema;
  error?: string | null;
  /** It takes the focus when it appears, with all of its text selected: to be typed or pasted over. */
  takesFocus?: boolean;
};

const lineHeight = 18;

export function editorHeight(rows: number): { minHeight: number; maxHeight: number } {
  return { minHeight: rows * lineHeight + 12, maxHeight: rows * lineHeight * 2 };
}
