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
  error?: string | null;
};

const lineHeight = 18;

export function editorHeight(rows: number): { minHeight: number; maxHeight: number } {
  return { minHeight: rows * lineHeight + 12, maxHeight: rows * lineHeight * 2 };
}
