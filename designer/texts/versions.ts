import { countOf } from '../kit/format.ts';

const changesOf = (count: number) => countOf(count, 'change');

/** Versions of a flow, what differs between them, publishing and bringing back. */
export const versionsTexts = {
  title: 'Versions',
  settings: 'Settings of the flow',
  draft: 'Draft',
  version: (number: number) => `v${number}`,
  find: 'Find a version',
  findHint: 'Number, note, person, environment',
  nothingFound: (text: string) => `No version matches "${text}".`,
  clearFind: 'Show all versions',
  failed: 'The versions could not be loaded',
  documentFailed: (name: string) => `${name} could not be loaded`,
  none: 'No version yet.',
  noneHelp: 'Publish the draft to make version 1. A version is never rewritten; it can be set live, compared and brought back.',
  noNote: 'no note',
  first: 'first version',
  draftSame: (number: number) => `same as v${number}`,
  draftChanges: (count: number, number: number) => `${changesOf(count)} since v${number}`,
  draftNew: 'not published yet',
  unsaved: 'not saved yet',
  countLabel: (added: number, removed: number, changed: number, before: number) =>
    `Against v${before}: ${added} added, ${removed} removed, ${changed} changed`,

  andMore: (count: number) => `and ${count} more`,

  // The head above the drawing
  against: 'against',
  compareWith: 'Compare with',
  runsNow: 'Runs now',
  olderAndNewer: 'Versions',
  swap: 'Swap the two sides',
  showChanges: 'Changes',
  showFlow: 'Flow',
  showing: 'What is shown',
  more: 'More to do with this version',
  copyLink: 'Copy a link to this view',
  linkCopied: 'Link copied',
  download: (name: string) => `Download ${name} as a flow file`,
  setLive: (name: string, env: string) => `Set ${name} live in ${env}`,
  setLiveFailed: (name: string) => `${name} was not set live`,
  isLive: (name: string, env: string) => `${name} is live in ${env}. Runs under way finish on the version they began with.`,
  missingConnections: (env: string, names: readonly string[]) =>
    `${env} has no connection called ${names.join(', ')}. Runs that need ${names.length === 1 ? 'it' : 'them'} will fail until ${names.length === 1 ? 'it is' : 'they are'} made.`,

  notLoaded: 'It is still being loaded',

  // Bringing back and discarding
  restore: (name: string) => `Make ${name} the draft`,
  restoreTitle: (name: string) => `Make ${name} the draft`,
  restoreOverwrites: (name: string, count: number, latest: number) =>
    `The draft becomes what ${name} is. ${countOf(count, 'change')} of the draft since v${latest} ${count === 1 ? 'goes' : 'go'}:`,
  restoreKeeps: 'What runs stays as it is until you publish. Undo brings the draft back.',
  restoreUndo: (name: string) => `Make ${name} the draft`,
  discard: (count: number) => `Discard ${changesOf(count)}`,
  discardTitle: (count: number, latest: number) => `Discard ${changesOf(count)}, back to v${latest}`,
  discardLead: (latest: number) => `The draft becomes what v${latest} is. This goes:`,
  discardUndo: (count: number) => `Discard ${changesOf(count)}`,
  keepDraft: 'Keep the draft',
  takeBack: 'Take this change back',
  takeBackUndo: (title: string) => `Take back ${title}`,
  takeStep: (step: string, name: string) => `Take ${step} from ${name} into the draft`,
  takeStepShort: (name: string) => `Take this step from ${name}`,
  takeStepUndo: (step: string, name: string) => `Take ${step} from ${name}`,
  openStep: 'Open in the draft',

  // Drawing and legend
  drawing: (before: string, after: string) => `${after} against ${before}, drawn as one`,
  readOnlyDrawing: (name: string, steps: number) => `${name}: ${countOf(steps, 'step')}, read only`,
  legend: 'What is marked',
  kinds: { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved only' },
  kindOf: { added: 'added', removed: 'removed', changed: 'changed', moved: 'moved' },
  showKind: (kind: string, count: number) => `${kind}: ${count}. Click to show or hide.`,
  cardChanges: (count: number) => changesOf(count),
  next: 'Next change',
  previous: 'Previous change',
  fitChanges: 'Fit to the changes',
  position: (at: number, all: number) => `${at} of ${all}`,
  alike: 'The two behave alike.',
  alikeHelp: (moved: number) => (moved === 0 ? 'Nothing differs.' : `Only places on the canvas differ: ${countOf(moved, 'step')} moved.`),

  // The panel of changes
  stops: 'Changes',
  panel: 'Changes in detail',
  overview: 'All changes in words',
  chooseStep: 'Choose a step to see its settings.',
  unchangedStep: 'Nothing differs in this step.',
  wasAdded: 'Added with these settings.',
  wasRemoved: 'Removed. It had these settings.',
  wires: 'Wires',
  connected: (title: string) => `${title} connected`,
  disconnected: (title: string) => `${title} disconnected`,
  notSet: 'not set',
  notSetDefault: (value: string) => `not set: ${value}`,
  empty: 'empty',
  yes: 'Yes',
  no: 'No',
  unfold: (lines: number) => `Show ${countOf(lines, 'unchanged line')}`,
  setting: 'Setting',
  before: 'Before',
  after: 'After',
  sameEntries: (count: number) => `${countOf(count, 'line')} unchanged`,
  step: {
    name: 'Name',
    type: 'Kind of step',
    disabled: 'Switched off',
    note: 'Note',
    onFailure: 'On failure',
  },
  flow: { name: 'Name', purpose: 'Purpose', channel: 'Channel', owner: 'Owner', unit: 'Unit' },
  test: { message: 'Given message', answers: 'Answers of the systems', expect: 'Expected', systems: 'Systems' },
  group: { title: 'Title', nodes: 'Its steps' },
  mapping: { target: 'Target', value: 'Value', each: 'For each of', when: 'Only when', whenMissing: 'Without a value' },
  table: {
    row: 'Row',
    note: 'Note',
    columns: 'Columns',
    caption: 'Rows of the table, changed cells marked',
    sameRows: (count: number) => `${countOf(count, 'row')} unchanged`,
    columnAdded: (name: string) => `Column ${name} added`,
    columnRemoved: (name: string) => `Column ${name} removed`,
    columnChanged: (name: string) => `Column ${name} changed`,
  },

  // The bar of the editor
  changes: 'Changes',
  changesHint: (count: number, latest: number) =>
    count === 0 ? `The draft behaves like v${latest}.` : `The draft has ${changesOf(count)} against v${latest}.`,
  behavesLike: (latest: number) => `The draft behaves like v${latest}.`,
  seeOnCanvas: 'See on the canvas',
  changesFailed: 'The changes could not be loaded',
  nowhere: 'not live anywhere',
  nowhereHelp: 'No environment runs this flow. Publish the draft and set it live.',
  liveLine: (env: string, version: number) => `v${version} live in ${env}`,
  whereSentence: (live: readonly string[], count: number, latest: number | null) =>
    [
      live.length === 0 ? 'The flow runs nowhere' : live.join(', '),
      latest === null
        ? 'the draft is not published yet'
        : count === 0
          ? `the draft is the same as v${latest}`
          : `the draft has ${changesOf(count)}`,
    ].join('; '),
  draftAgainst: (count: number, version: number) =>
    count === 0 ? `the draft is the same as v${version}` : `the draft differs in ${changesOf(count)}`,
  compare: 'Compare',

  // Publishing
  publish: (name: string) => `Publish ${name}`,
  publishTo: (name: string, envs: readonly string[], asked: readonly string[]) => {
    const publish = envs.length === 0 ? `Publish ${name}` : `Publish ${name} to ${envs.join(', ')}`;
    if (asked.length === 0) return publish;
    return `${publish} and ask for ${asked.join(', ')}`;
  },
  where: 'Where it goes',
  askForPromotion: (env: string) => `Ask for promotion to ${env}`,
  askHelp: (env: string) => `${env} is guarded: this makes a request. Nothing changes there until its gates pass and it is approved.`,
  askedNot: (name: string, env: string) => `${name} is published, but promotion to ${env} was not asked for`,
  openForm: 'Open the request form',
  deployments: 'Deployments',
  whichList: 'What the list shows',
  environmentsOf: 'Environments',
  notLiveIn: 'not live',
  promoteTo: (name: string, env: string) => `Promote ${name} to ${env}`,
  publishFailed: (name: string) => `${name} was not published`,
  draftUnchanged: 'The draft is unchanged.',
  mustBeSolved: (errors: number, name: string) =>
    `${countOf(errors, 'error')} must be solved before ${name} can be published. A version that cannot run would only fail later.`,
  why: 'What changed, for those who read the list of versions',
  whyRequired: 'What changed and why (this flow asks for it)',
  whyMissing: 'This flow asks for a note. Write what changed and why.',
  whyForApproval: 'Write what changed and why: whoever approves has to know.',
  whyPlaceholder: 'Priority from 2,500 instead of 5,000',
  setLiveAtOnce: (env: string) => `Set it live in ${env} at once`,
  setLiveHelp: (env: string, name: string) =>
    `New messages in ${env} run on ${name}; those under way finish on the version they started with.`,
  keepEditing: 'Keep editing',
  firstVersion: 'The first version of this flow.',
  onlyTexts: (latest: number) => `Behaves like v${latest}; only places or texts differ.`,
  changesSince: (count: number, latest: number) => `${changesOf(count)} since v${latest}`,
  warningsWait: (count: number) => `${countOf(count, 'warning or hint', 'warnings and hints')} can wait.`,
  neverRewritten: 'A version is never rewritten; earlier ones stay ready under Versions.',
  newEffects: 'New in the outside world',
  changedEffects: 'Changed in the outside world',
} as const;
