import { create } from 'zustand';
import { type Command, canRun, shortcutsOf } from './command.ts';
import { type KeyPress, matchSequence } from './shortcut.ts';

type Scope = { id: string; commands: readonly Command[] };
type Registry = { scopes: readonly Scope[] };

/** All commands that can be run now. Scopes of open screens come and go; the latest one wins a shortcut that two of them name. */
export const useRegistry = create<Registry>(() => ({ scopes: [] }));

/** Adds or replaces the commands of a scope; the latest addition is asked first. Returns its removal. */
export function registerCommands(id: string, commands: readonly Command[]): () => void {
  const scope: Scope = { id, commands };
  useRegistry.setState(({ scopes }) =>
    scopes.some((known) => known.id === id)
      ? { scopes: scopes.map((known) => (known.id === id ? scope : known)) }
      : { scopes: [...scopes, scope] },
  );
  return () => useRegistry.setState(({ scopes }) => ({ scopes: scopes.filter((known) => known !== scope) }));
}

/** Every command once, those of the latest scope first. */
export function allCommands(scopes: readonly Scope[]): Command[] {
  const byId = new Map<string, Command>();
  for (const scope of [...scopes].reverse()) {
    for (const command of scope.commands) if (!byId.has(command.id)) byId.set(command.id, command);
  }
  return [...byId.values()];
}

/** Runs a command by its id if it is known and enabled. */
export function runCommand(id: string): void {
  const command = allCommands(useRegistry.getState().scopes).find((known) => known.id === id);
  if (command && canRun(command) === true) command.run();
}

/** What the keys typed so far mean: a command to run, the beginning of one, or nothing. */
export function meaningOf(presses: readonly KeyPress[], commands: readonly Command[], isInField: boolean): Command | 'begun' | null {
  let isBegun = false;
  for (const command of commands) {
    if (isInField && command.worksInFields !== true) continue;
    for (const shortcut of shortcutsOf(command)) {
      const match = matchSequence(presses, shortcut);
      if (match === 'whole' && canRun(command) === true) return command;
      if (match === 'begun') isBegun = true;
    }
  }
  return isBegun ? 'begun' : null;
}
