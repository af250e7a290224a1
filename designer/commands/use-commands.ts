import { useEffect } from 'react';
import type { Command } from './command.ts';
import { registerCommands } from './registry.ts';

/** Offers these commands while the component is on screen. Keep the list stable (`useMemo`) unless it really changed. */
export function useCommands(scope: string, commands: readonly Command[]): void {
  useEffect(() => registerCommands(scope, commands), [scope, commands]);
}
