import { EditorView } from '@codemirror/view';

/** Completion lists and the words of marks in the colours of the page, in every editor. */
export const tooltipColours = EditorView.theme({
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: '8px',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-3)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { font: '400 12px / 20px var(--font-mono)', maxHeight: '15em', padding: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', borderRadius: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--text)' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--text-3)', marginLeft: '12px' },
  '.cm-tooltip.cm-completionInfo': {
    padding: '6px 10px',
    font: '400 12px / 17px var(--font-text)',
    color: 'var(--text-2)',
    maxWidth: '320px',
  },
  '.cm-diagnostic': { padding: '6px 10px', border: '0', font: '400 12px / 17px var(--font-text)' },
  '.cm-diagnostic-error': { color: 'var(--bad)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad-solid)', textUnderlineOffset: '3px' },
  '.cm-lint-marker-error': {
    content: 'none',
    width: '8px',
    height: '8px',
    margin: '5px 3px',
    borderRadius: '50%',
    background: 'var(--bad-solid)',
  },
});
