/** Small components that every screen uses. */
export const kitTexts = {
  lookOnly: 'Only to look at',
  lookOnlyHint: 'Your roles let you see this, not change it. An admin can give you one that does: Manage, People.',
  otherFlows: (count: number) => (count === 1 ? 'and 1 other' : `and ${count} others`),
  flowsNotShown: (count: number) => (count === 1 ? '1 flow of another channel' : `${count} flows of other channels`),
  otherFlowsHint: 'Your roles do not show flows of other channels.',
  close: 'Close',
  copied: 'Copied',
  copy: (text: string) => `Copy ${text}`,
  addToLookup: (table: string) => `Add to ${table}`,
  tryAgain: 'Try again',
  find: (what: string) => `Find ${what.toLowerCase()}`,
  nothingCalledThat: 'Nothing is called that',
  loading: (what: string) => `Loading ${what}`,
  stillWaiting: (what: string) => `Still waiting for the server to answer with ${what}.`,
} as const;
