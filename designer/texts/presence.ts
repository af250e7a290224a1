/** Who else has the flow open, and where they are. */
export const presenceTexts = {
  others: 'Also in this flow',
  isHere: (name: string) => `${name} has this flow open`,
  isAt: (name: string, step: string) => `${name} is at ${step}`,
  isTyping: (name: string, step: string, field: string) => `${name} is editing ${field} of ${step}`,
  isTypingSetting: (name: string, field: string) => `${name} is editing ${field} in the settings`,
  goThere: 'Click to go there',
  more: (count: number) => `+${count}`,
  moreNames: (names: readonly string[]) => `Also here: ${names.join(', ')}`,
  editsField: (name: string) => `${name} is editing this field`,
  goTo: (name: string) => `Go to where ${name} is`,
  nobodyThere: (name: string) => `${name} looks at no step`,
  group: 'People',
} as const;
