/** The guide of a first flow: what comes next, why, and where it is. */
export const guideTexts = {
  title: 'First flow',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  show: 'Show the guide for a first flow',
  hide: 'Hide the guide',
  collapse: 'Make the guide small',
  expand: 'Open the guide',
  doneTitle: 'Your flow runs.',
  doneText: 'It keeps each message before it answers, tries again what fails for a moment, and shows every record in Runs.',
  openRuns: 'See its runs',
  openReference: 'All kinds of step',
  copyCall: 'Copy the call',
  copied: 'Copied',
  steps: {
    trigger: {
      title: 'Take messages in',
      text: 'Every flow starts with a trigger. A webhook gives you an address that other systems send to.',
      action: 'Add a webhook',
      actionOpen: 'Give it a path',
    },
    sample: {
      title: 'Give it a sample',
      text: 'With a message at hand you see data beside every form. Paste one that will really come.',
      action: 'Write a sample',
    },
    map: {
      title: 'Map it',
      text: 'A Map step makes the document the other side wants. Drag fields from left to right, or let it suggest them.',
      action: 'Add a Map step',
      actionOpen: 'Open the mapper',
    },
    decide: {
      title: 'Decide by a table',
      text: 'A decision table says in rows what happens to which order. It adds its result to the record.',
      action: 'Add a decision table',
      actionOpen: 'Open the table',
    },
    send: {
      title: 'Send it on',
      text: 'An HTTP request sends each record to a system. Address and credentials lie in the connection you choose.',
      action: 'Add an HTTP request',
      actionOpen: 'Choose the connection',
    },
    test: {
      title: 'Run the test',
      text: 'The sample goes through the draft. Numbers on the wires say how many records took which way.',
      action: 'Run test',
    },
    publish: {
      title: 'Publish version 1',
      text: 'Messages go through published versions only; the draft stays yours to change.',
      action: 'Publish',
    },
    live: {
      title: 'Send a real message',
      text: 'Call the address from anywhere. The run appears under Runs, found by its business keys.',
      action: 'Copy the call',
    },
  },
  group: 'Flow',
  keywords: 'help tutorial onboarding tour',
  added: (name: string) => `Add ${name}`,
} as const;
