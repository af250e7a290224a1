import { countOf, formatCount } from '../kit/format.ts';

/** What is said of the steps of a run: their data, requests, errors, and the run on the canvas. */
export const runStepsTexts = {
  step: (name: string) => `Step ${name}`,
  steps: 'Steps',
  theSteps: 'the steps',
  stepsFailed: 'The steps could not be loaded',
  tabs: { error: 'Error', input: 'Input', output: 'Output', exchanges: 'Request and answer', effects: 'Ledger' },
  dismiss: (count: number) => `Dismiss ${formatCount(count)}`,
  replay: (count: number) => `Replay ${formatCount(count)} from here`,
  data: 'the data of this step',
  dataFailed: 'The data of this step could not be loaded',
  nothing: {
    skipped: 'Skipped: no item came this way.',
    yet: 'Nothing here yet.',
    keepsNone: 'This flow keeps no data of its runs.',
    gone: 'The data of this run was not kept or its retention has ended.',
    noItems: 'No items.',
  },
  tried: (times: number) => (times > 1 ? `Tried ${formatCount(times)} times.` : 'Not retried.'),
  triedWith: (times: number, effects: string) =>
    times > 1 ? `Tried ${formatCount(times)} times. Effects: ${effects}.` : `Not retried. Effects: ${effects}.`,

  errors: {
    key: 'Key',
    cause: 'Cause',
    state: 'State',
    tries: 'Tries',
    more: (count: number) => `And ${countOf(count, 'exception')} more.`,
    dismissed: (by: string, reason: string) => `${by}: ${reason}`,
  },

  items: {
    of: { input: 'Items of the input', output: 'Items of the output' },
    label: { input: (step: string) => `Input of ${step}`, output: (step: string) => `Output of ${step}` },
    port: 'Port',
    failed: 'failed',
    correctedBy: (by: string) => `corrected by ${by}`,
    correct: 'Correct and replay',
    cut: (size: string) => `This item is ${size} large. Its beginning is shown; replay uses the whole.`,
    beginning: (step: string) => `Beginning of an item of ${step}`,
  },

  exchanges: {
    none: 'No requests.',
    noneHelp: 'This step asks no other system.',
    list: 'Requests',
    attempt: (number: number) => `Try ${number}`,
    noAnswer: 'no answer',
    request: 'Request',
    answer: 'Answer',
    took: (duration: string, attempt: number) => `${duration}, try ${attempt}`,
    noAnswerAfter: (duration: string, attempt: number) => `No answer after ${duration}, try ${attempt}`,
    key: 'key',
    headers: (count: number) => countOf(count, 'header'),
    noBody: 'No body',
    bodyOf: { Request: 'Body of request', Answer: 'Body of answer' },
    copyBodyOf: { Request: 'Copy body of request', Answer: 'Copy body of answer' },
  },

  canvas: {
    failed: 'The run could not be loaded',
    dock: 'Steps of the run',
    notMoved: 'Nothing has moved yet',
    lost: 'not live: the connection is lost, trying again',
    through: (count: number) => `${formatCount(count)} through`,
    confirmed: (count: number) => `${countOf(count, 'effect')} confirmed`,
    unknown: (count: number) => `${formatCount(count)} unknown`,
    waiting: (count: number) => `${formatCount(count)} waiting`,
    resolved: (count: number) => `${formatCount(count)} resolved`,
    failedItems: (count: number) => `${formatCount(count)} failed`,
  },

  bar: {
    run: 'Run',
    copyId: 'Copy the run id',
    where: (version: string, env: string) => `${version} in ${env}`,
    whereTest: (version: string, env: string) => `${version} in ${env}, test`,
    cancel: 'Cancel run',
    back: 'Back to draft',
  },
};
