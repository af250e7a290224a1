/** Texts of commands. */
export const commandsTexts = {
  searchOrRunACommand: 'Search or run a command',
  orderNumberFlowStepCommand: 'Order number, flow, step, command',
  found: 'Found',
  noCommandIsCalledThat: 'No command is called that. Without the > it is searched as a business key.',
  runsOf: (value: string | number) => `Runs of ${value}`,
  nextRow: 'Next row',
  previousRow: 'Previous row',
  openRow: 'Open row',
  keyboardShortcuts: 'Keyboard shortcuts',
  lists: 'Lists',
} as const;
