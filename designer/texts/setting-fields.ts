/** How the settings of a flow read in the form, by their path. */
export const settingTexts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  answer: { title: 'Answer to the caller' },
  'answer.mode': {
    title: 'When',
    control: 'select',
    options: { accepted: 'at once', 'when-finished': 'when the run has finished' },
    optionHelp: {
      accepted: '202 as soon as the message is safely stored',
      'when-finished': 'What its Respond step says; the sender waits so long',
    },
  },
  'answer.deadlineSeconds': {
    title: 'Deadline',
    control: 'duration',
    unit: 'seconds',
    help: 'Past it the caller gets 202 and a status link; the run goes on.',
    when: { mode: ['when-finished'] },
  },
  orderingKey: {
    title: 'Ordering key',
    control: 'expression',
    placeholder: '{{ item.sku }} {{ item.warehouse }}',
    help: 'Runs with the same key go one at a time, in the order they arrived. Empty: all in parallel.',
  },
  ordering: { title: 'Order' },
  'ordering.onException': {
    title: 'When a run of a key ends with an exception',
    control: 'select',
    options: { release: 'the next one of the key goes on', hold: 'the key waits' },
    optionHelp: {
      release: 'Nothing stands still; a later change may overtake the one that failed',
      hold: 'Until the exception is dealt with: for changes that build on each other',
    },
  },
  'ordering.latestWins': {
    title: 'Only the latest counts',
    help: 'A run that has not begun when a later one of its key is there is skipped. For messages that carry a whole state, such as a stock figure; never for changes.',
  },
  correlationId: {
    title: 'Correlation id',
    control: 'expression',
    placeholder: '{{ item.id }}',
    help: 'Follows one business transaction over flows and systems. Empty: one is made.',
  },
  businessKeys: { title: 'Business keys', help: 'What people search runs by: order number, PO number, SKU.' },
  'businessKeys.[]': { default: { kind: 'Order', value: '' } },
  'businessKeys.[].kind': { title: 'Kind', placeholder: 'Order' },
  'businessKeys.[].value': { title: 'Value', control: 'expression', placeholder: '{{ item.orderNumber }}' },
  'businessKeys.[].normalise': {
    title: 'Before it is stored and searched',
    help: 'So that " po-4711" finds PO-4711.',
  },
  'businessKeys.[].normalise.[]': {
    options: { trim: 'trim blanks', upper: 'upper case', 'strip-leading-zeros': 'drop leading zeros', 'strip-hash': 'drop a leading #' },
  },
  capture: {
    title: 'Show data of',
    control: 'select',
    options: { all: 'every run', errors: 'runs with an error', none: 'no run' },
    optionHelp: {
      all: 'What went in and out of each step',
      errors: 'Of runs that went well only counts and times',
      none: 'For personal data that nobody may look at',
    },
    help: 'What people can look at. Retry and replay work in any case.',
  },
  redact: { title: 'Hidden fields', help: 'Values of fields with these names are replaced in what people see, at any depth.' },
  errorFlow: {
    title: 'Error flow',
    control: 'flow',
    help: 'Gets a message for each run that failed or lost records: which order, which step, why. It must be deployed in the same environment.',
  },
  compensate: {
    title: 'Take back what a failed run did',
    control: 'select',
    options: { never: 'when an operator gives the run up', 'when-failed': 'as soon as it has failed' },
    optionHelp: { never: 'Until then it can be mended and replayed', 'when-failed': 'For bookings that must not stand half done' },
    help: 'By the steps behind Undo outputs, the last effect first.',
  },
  retention: { title: 'Keep runs' },
  'retention.days': { title: 'Keep runs for', control: 'duration', unit: 'days' },
  'retention.runs': { title: 'But at most', unit: 'runs' },
  lane: {
    title: 'Lane',
    help: 'The queue its runs wait in; empty: the one of its channel. A lane of its own keeps a slow flow from holding up others.',
  },
  publishNote: {
    title: 'Note when publishing',
    options: { optional: 'may be left empty', required: 'must say what changed and why' },
  },
  priority: { title: 'Priority', help: '0 goes first, 9 waits longest; among runs of the same lane, never within an ordering key.' },
  concurrency: {
    title: 'Runs at once',
    unit: 'runs',
    help: 'In each worker. Empty: as many as its lane has room for. With a number of its own the flow gets a lane of its own.',
  },
  backlog: {
    title: 'Messages that may wait',
    unit: 'messages',
    help: 'Past it a sender gets 429 and is asked to come again, so that what is accepted is also finished.',
  },
};
