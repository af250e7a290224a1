/** One value per colour scheme. */
type Pair = { readonly light: string; readonly dark: string };

/** Every colour of the product, by token name. CSS knows each as `--name`. */
export const colours = {
  bg: { light: '#F6F7F9', dark: '#0E1116' },
  surface: { light: '#FFFFFF', dark: '#151A21' },
  raised: { light: '#FFFFFF', dark: '#1C222C' },
  sunken: { light: '#F0F2F5', dark: '#10141A' },
  hover: { light: '#F3F4F7', dark: '#1C222C' },
  border: { light: '#E3E6EB', dark: '#262D38' },
  'border-strong': { light: '#CBD0D9', dark: '#39424F' },
  control: { light: '#828A99', dark: '#667082' },
  text: { light: '#161A22', dark: '#E8EBF0' },
  'text-2': { light: '#465064', dark: '#AAB3C1' },
  'text-3': { light: '#636C7C', dark: '#8A94A4' },
  accent: { light: '#3350D0', dark: '#93A7FF' },
  'accent-solid': { light: '#3350D0', dark: '#4A63DE' },
  'accent-solid-hover': { light: '#2A44B8', dark: '#3F57CC' },
  'accent-soft': { light: '#ECEFFD', dark: '#1C2647' },
  'accent-border': { light: '#B9C4F5', dark: '#3B4D98' },
  'on-solid': { light: '#FFFFFF', dark: '#FFFFFF' },
  'canvas-dot': { light: '#D5D9E0', dark: '#232A35' },

  good: { light: '#166A35', dark: '#6FCF90' },
  'good-solid': { light: '#1F8A47', dark: '#3FA866' },
  'good-soft': { light: '#E6F4EA', dark: '#13291C' },
  'good-line': { light: '#B7DEC3', dark: '#24543A' },
  info: { light: '#07608A', dark: '#6CC6EE' },
  'info-solid': { light: '#0A82B6', dark: '#2E9FD0' },
  'info-soft': { light: '#E3F2F9', dark: '#10283A' },
  'info-line': { light: '#AFD7EA', dark: '#1E4E68' },
  warn: { light: '#7E4E00', dark: '#EDB65C' },
  'warn-solid': { light: '#BF7400', dark: '#D08F24' },
  'warn-soft': { light: '#FCF1DD', dark: '#2D2211' },
  'warn-line': { light: '#EDD2A0', dark: '#5C4519' },
  bad: { light: '#AE1F1E', dark: '#FF938D' },
  'bad-solid': { light: '#D03533', dark: '#E5534D' },
  'bad-soft': { light: '#FDECEB', dark: '#351819' },
  'bad-line': { light: '#F2C3C1', dark: '#6E2C2C' },
  wait: { light: '#5A3CAB', dark: '#BCA8F6' },
  'wait-solid': { light: '#7A5BD0', dark: '#8F73E0' },
  'wait-soft': { light: '#F0EBFB', dark: '#231C3A' },
  'wait-line': { light: '#D3C6F1', dark: '#46387C' },
  idle: { light: '#4B5566', dark: '#A5AEBC' },
  'idle-solid': { light: '#7A8494', dark: '#77818F' },
  'idle-soft': { light: '#EEF0F3', dark: '#222934' },
  'idle-line': { light: '#D6DAE1', dark: '#343D4A' },

  /** A button that destroys something: white text on it. */
  'bad-button': { light: '#C22E2C', dark: '#C93F3A' },
  'bad-button-hover': { light: '#AE1F1E', dark: '#B5332F' },

  'env-test': { light: '#0C666B', dark: '#5CC8CC' },
  'env-test-soft': { light: '#DDF1F1', dark: '#0F2A2C' },
  'env-test-line': { light: '#A9D9DA', dark: '#1F5558' },
  'env-prod': { light: '#9A1750', dark: '#F58CB7' },
  'env-prod-solid': { light: '#9A1750', dark: '#B82566' },
  'env-prod-solid-hover': { light: '#831142', dark: '#A31C58' },

  'tile-outside': { light: '#232936', dark: '#E2E6EE' },
  'tile-outside-ink': { light: '#FFFFFF', dark: '#151A21' },
  'tile-transform': { light: '#E0F0F1', dark: '#12302F' },
  'tile-transform-ink': { light: '#0C666B', dark: '#6CCFD2' },
  'tile-rule': { light: '#EEE9FA', dark: '#2A2146' },
  'tile-rule-ink': { light: '#5A3CAB', dark: '#BCA8F6' },
  'tile-routing': { light: '#E8EBF1', dark: '#262D3A' },
  'tile-routing-ink': { light: '#465064', dark: '#B7C0CE' },
  'tile-distribution': { light: '#F6ECDD', dark: '#33270F' },
  'tile-distribution-ink': { light: '#80500F', dark: '#E5B872' },

  'json-key': { light: '#465064', dark: '#AAB3C1' },
  'json-string': { light: '#0C666B', dark: '#6CCFD2' },
  'json-number': { light: '#7A3E9D', dark: '#C79BE8' },
  'json-punctuation': { light: '#636C7C', dark: '#8A94A4' },

  /** People who work on the same flow: initials, rings, marks. */
  'on-person': { light: '#FFFFFF', dark: '#10141A' },
  'person-0': { light: '#0F766E', dark: '#2DD4BF' },
  'person-1': { light: '#7C3AED', dark: '#B79CFB' },
  'person-2': { light: '#92500B', dark: '#E0A458' },
  'person-3': { light: '#0369A1', dark: '#5BBDF0' },
  'person-4': { light: '#4D6B0B', dark: '#A9C64A' },
  'person-5': { light: '#475569', dark: '#A8B3C4' },
  'person-6': { light: '#B23A0E', dark: '#F0905F' },
  'person-7': { light: '#166534', dark: '#6CCB8C' },
} as const satisfies Record<string, Pair>;

export type Colour = keyof typeof colours;
export type Scheme = keyof Pair;

/** Shadows: 1 buttons and nodes, 2 floating bars, 3 menus and dialogs. Panels and cards have none. */
export const shadows = {
  'shadow-1': { light: '0 1px 2px rgba(20,26,38,.06)', dark: '0 1px 2px rgba(0,0,0,.4)' },
  'shadow-2': {
    light: '0 1px 2px rgba(20,26,38,.06), 0 4px 12px rgba(20,26,38,.07)',
    dark: '0 1px 2px rgba(0,0,0,.4), 0 4px 14px rgba(0,0,0,.35)',
  },
  'shadow-3': {
    light: '0 2px 6px rgba(20,26,38,.08), 0 12px 32px rgba(20,26,38,.14)',
    dark: '0 2px 6px rgba(0,0,0,.5), 0 14px 36px rgba(0,0,0,.5)',
  },
} as const satisfies Record<string, Pair>;

/** What does not change with the colour scheme: type, sizes, motion. */
export const constants = {
  'font-text': '"Inter Variable", system-ui, sans-serif',
  'font-mono': '"JetBrains Mono Variable", ui-monospace, Menlo, Consolas, monospace',
  'radius-tag': '4px',
  'radius-control': '6px',
  'radius-card': '8px',
  'radius-node': '10px',
  'row-height': '34px',
  'row-height-two-lines': '43px',
  'bar-height': '48px',
  'subbar-height': '40px',
  'rail-narrow': '52px',
  'rail-wide': '200px',
  ease: 'cubic-bezier(.2, 0, 0, 1)',
  'time-fast': '120ms',
  'time-menu': '160ms',
  'time-panel': '200ms',
} as const;

export const statusFamilies = ['good', 'info', 'warn', 'bad', 'wait', 'idle'] as const;
export type StatusFamily = (typeof statusFamilies)[number];
