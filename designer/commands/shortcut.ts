/** The part of a keyboard event that a shortcut looks at. */
export type KeyPress = { key: string; code: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

type Stroke = { key: string; mod: boolean; alt: boolean; shift: boolean };

/** Whether a key press is this stroke: `mod+k` (Ctrl, or Cmd on a Mac), `shift+1`, `?`, `enter`. */
export function matchesStroke(press: KeyPress, stroke: string): boolean {
  const wanted = parseStroke(stroke);
  if ((press.ctrlKey || press.metaKey) !== wanted.mod || press.altKey !== wanted.alt) return false;
  const isWord = wanted.key.length > 1 || /[a-z0-9]/.test(wanted.key);
  // A sign such as `?` or `[` needs Shift on some keyboards and not on others; only for letters, digits and named keys Shift is asked for.
  if (isWord && press.shiftKey !== wanted.shift) return false;
  if (/^\d$/.test(wanted.key) && wanted.shift) return press.code === `Digit${wanted.key}`;
  return press.key.toLowerCase() === wanted.key;
}

/** How long a second key may take, in milliseconds. */
export const sequencePatience = 1200;

/** `whole`: the keys typed so far are the shortcut; `begun`: they are its beginning; `none`. */
export function matchSequence(presses: readonly KeyPress[], shortcut: string): 'whole' | 'begun' | 'none' {
  const strokes = shortcut.split(' ');
  if (presses.length > strokes.length) return 'none';
  if (!presses.every((press, index) => matchesStroke(press, strokes[index] ?? ''))) return 'none';
  return presses.length === strokes.length ? 'whole' : 'begun';
}

/** A shortcut as caps to print: `mod+shift+enter` gives `['Ctrl', 'Shift', 'Enter']`, `g f` gives `['G', 'F']`. */
export function capsOf(shortcut: string, isMac = false): string[] {
  return shortcut.split(' ').flatMap((stroke) => {
    const { key, mod, alt, shift } = parseStroke(stroke);
    return [mod && (isMac ? '⌘' : 'Ctrl'), alt && (isMac ? '⌥' : 'Alt'), shift && 'Shift', capOf(key)].filter((cap) => cap !== false);
  });
}

const caps: Record<string, string> = {
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  delete: 'Del',
  ' ': 'Space',
};

function capOf(key: string): string {
  return caps[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1));
}

function parseStroke(stroke: string): Stroke {
  const parts = stroke === '+' ? ['+'] : stroke.toLowerCase().split('+');
  return {
    key: parts.at(-1) ?? '',
    mod: parts.slice(0, -1).includes('mod'),
    alt: parts.slice(0, -1).includes('alt'),
    shift: parts.slice(0, -1).includes('shift'),
  };
}
