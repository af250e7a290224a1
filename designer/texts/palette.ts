/** Texts of palette. */
export const paletteTexts = {
  connect: 'Connect',
  connectTo: 'Connect to',
  possibleWires: 'Possible wires',
  nothingHereCanTakeA: 'Nothing here can take a wire from this step.',
  add: (name: string | number) => `Add ${name}`,
  addAStep: 'Add a step',
  searchSteps: 'Search steps',
  inBetween: 'in between',
  steps: 'Steps',
  suggested: 'Suggested',
  suggestedAfter: (after: string | number) => `Suggested after ${after}`,
  none: 'No step is called “{typed}”. Search by system or by what should happen, such as {order}, {split} or {http}.',
  addIt: 'add',
  addAndOpen: 'add and open',
} as const;
