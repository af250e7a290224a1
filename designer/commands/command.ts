/**
 * Something a person can do, described once: the menu, the toolbar, the shortcut, the palette and the shortcut sheet all read this object.
 */
export type Command = {
  /** Stable and unique: `go.flows`, `canvas.delete`. */
  id: string;
  /** Sentence case, verb first: "Go to flows". */
  title: string;
  /** Tabler name. */
  icon: string;
  /** `mod+k`, `shift+1`, `?`, or keys one after the other: `g f`. The first one is shown. */
  shortcut?: string | readonly string[];
  /** Shown like a shortcut, but the browser answers these keys itself, such as `mod+c`. */
  nativeShortcut?: string;
  /** Where the command belongs, for palette and sheet: "Go to", "Canvas". */
  group: string;
  /** Also found under these words. */
  keywords?: string;
  /** true, or the reason why not, shown in the palette. Default true. */
  isEnabled?: () => true | string;
  /** Works while somebody types in a field. Default false. */
  worksInFields?: boolean;
  /** Left out of the palette, such as moves along the canvas; the sheet shows it. */
  isKeyOnly?: boolean;
  /** Not so much a command as a place to go to, such as a step: listed under this heading, and only when searched for. */
  section?: string;
  run: () => void;
};

/** true, or the reason why the command cannot run now. */
export function canRun(command: Command): true | string {
  return command.isEnabled?.() ?? true;
}

/** The shortcut to show, if there is one. */
export function firstShortcut(command: Command): string | undefined {
  const own = typeof command.shortcut === 'string' ? command.shortcut : command.shortcut?.[0];
  return own ?? command.nativeShortcut;
}

export function shortcutsOf(command: Command): readonly string[] {
  if (command.shortcut === undefined) return [];
  return typeof command.shortcut === 'string' ? [command.shortcut] : command.shortcut;
}
