/** The frame of the flow editor. */
export const editorTexts = {
  emptyTitle: 'A flow starts with a trigger.',
  emptyText:
    'A webhook, a schedule or a person sends the message; the steps behind it turn it into an order elsewhere. Press N to add the next step, or paste steps of another flow.',
  chooseTrigger: 'Choose a trigger',
  guideMe: 'Guide me through a first flow',
} as const;
