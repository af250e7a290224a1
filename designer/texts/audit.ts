/** What an act is told from: its details, and what was there before and after. */
export type ActFacts = { readonly details: Record<string, unknown>; readonly before: unknown; readonly after: unknown };
/** An act in the filter ("Published a version"), and where its facts say more in the line ("Published v14"). */
export type ActWords = { readonly title: string; readonly words?: (facts: ActFacts) => string | null };

const count = (value: unknown, one: string, many = `${one}s`): string | null =>
  typeof value === 'number' ? `${value.toLocaleString('en-US')} ${value === 1 ? one : many}` : null;
const word = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
/** A sentence with one fact in it, or none when the fact is missing. */
const say = (fact: string | null, sentence: (fact: string) => string): string | null => (fact === null ? null : sentence(fact));
const version = ({ details }: ActFacts) => word(details.version);

/** Every act that is recorded, by its name. */
const acts: Record<string, ActWords> = {
  'flow.created': { title: 'Created a flow' },
  'flow.edited': {
    title: 'Edited a draft',
    words: ({ details }) => say(count(details.operations, 'change'), (changes) => `Made ${changes} to the draft`),
  },
  'flow.replaced': { title: 'Replaced a draft' },
  'flow.removed': { title: 'Deleted a flow' },
  'flow.published': { title: 'Published a version', words: (facts) => say(version(facts), (number) => `Published v${number}`) },
  'flow.deployed': {
    title: 'Deployed a version',
    words: ({ details }) =>
      say(word(details.version), (number) =>
        typeof details.before === 'number' ? `Deployed v${number} in place of v${details.before}` : `Deployed v${number}`,
      ),
  },
  'flow.withdrawn': {
    title: 'Withdrew a version',
    words: ({ details }) => say(word(details.before), (number) => `Withdrew v${number}`),
  },
  'flow.pinned': {
    title: 'Pinned data to a step',
    words: ({ details }) => say(word(details.node), (node) => `Pinned data to step ${node}`),
  },
  'flow.unpinned': {
    title: 'Removed pinned data',
    words: ({ details }) => say(word(details.node), (node) => `Removed the pinned data of step ${node}`),
  },
  'flow.step-run': { title: 'Ran a single step', words: ({ details }) => say(word(details.node), (node) => `Ran step ${node} by itself`) },

  'run.replayed': { title: 'Replayed a run' },
  'run.exceptions-dismissed': {
    title: 'Dismissed exceptions',
    words: ({ details }) => say(count(details.dismissed, 'exception'), (exceptions) => `Dismissed ${exceptions}`),
  },
  'run.cancelled': { title: 'Cancelled a run' },
  'run.compensated': { title: 'Undid the effects of a run' },
  'runs.bulk-replayed': {
    title: 'Replayed many runs',
    words: ({ details }) => say(count(details.runs, 'run'), (runs) => `Started to replay ${runs}`),
  },
  'runs.bulk-replay-cancelled': { title: 'Stopped a bulk replay' },

  'approval.approved': { title: 'Approved in a run', words: ({ details }) => say(word(details.title), (title) => `Approved "${title}"`) },
  'approval.rejected': { title: 'Rejected in a run', words: ({ details }) => say(word(details.title), (title) => `Rejected "${title}"`) },

  'trigger.paused': { title: 'Paused a trigger' },
  'trigger.resumed': { title: 'Resumed a trigger' },
  'trigger.watermark-set': { title: 'Set where a trigger goes on' },

  'connection.created': { title: 'Created a connection' },
  'connection.changed': {
    title: 'Changed a connection',
    words: ({ details }) => (details.isNewSecret === true ? 'Changed connection and secret' : null),
  },
  'connection.removed': { title: 'Deleted a connection' },
  'connection.paused': { title: 'Paused a connection' },
  'connection.resumed': { title: 'Resumed a connection' },

  'lookup.created': { title: 'Created a lookup' },
  'lookup.changed': {
    title: 'Changed a lookup',
    words: (facts) => say(version(facts), (number) => `Changed a lookup, now v${number}`),
  },
  'lookup.removed': { title: 'Deleted a lookup' },

  'contract.added': { title: 'Added a contract version' },
  'contract.removed': { title: 'Deleted a contract' },

  'person.invited': { title: 'Invited somebody' },
};

/** The audit: who did what to what, when, from where and why. */
export const auditTexts = {
  audit: 'Audit',
  lines: 'Lines of the audit',
  acts,
  areas: [
    { value: 'flow.', label: 'All about flows' },
    { value: 'run.', label: 'All about runs' },
    { value: 'approval.', label: 'All approvals' },
    { value: 'connection.', label: 'All about connections' },
    { value: 'lookup.', label: 'All about lookups' },
    { value: 'contract.', label: 'All about contracts' },
    { value: 'person.', label: 'All about people' },
  ],
  time: 'Time',
  who: 'Who',
  what: 'What',
  subject: 'Subject',
  environment: 'Environment',
  from: 'From',
  onThisMachine: 'on this machine',
  search: 'Search the audit',
  searchHint: 'Name, reason, id, number',
  anybody: 'Anybody',
  anyAct: 'Any act',
  anyEnvironment: 'All environments',
  period: 'Period',
  allTime: 'All time',
  lastDay: 'Last 24 hours',
  lastWeek: 'Last 7 days',
  lastMonth: 'Last 30 days',
  lastQuarter: 'Last 90 days',
  daysBack: (days: string) => `Last ${days} days`,
  since: (day: string) => `From ${day}`,
  until: (day: string) => `To ${day}`,
  sinceUntil: (from: string, to: string) => `${from} to ${to}`,
  fromDay: 'From, first day',
  toDay: 'To, last day',
  onlyAbout: (subject: string) => `Only about ${subject}`,
  showAllSubjects: 'Show all subjects',
  clearFilters: 'Clear filters',
  export: 'Export',
  exportCsv: 'CSV, for a spreadsheet',
  exportLines: 'JSON lines, for programs',
  exportHint: 'What the filters show now, up to the newest line',
  exportFailed: 'The audit could not be exported',
  verify: 'Verify the chain',
  noLineOpen: 'No line is open',
  sequence: 'Line',
  verifyFailed: 'The chain could not be verified',
  holds: (lines: string) => `The chain holds: ${lines}, none changed, none removed.`,
  holdsText: (sequence: number) =>
    `Keep the hash of line ${sequence} elsewhere, and later anybody can tell that nothing before it was exchanged.`,
  holdsEmpty: 'The chain holds: it has no lines yet.',
  isBroken: (sequence: number) => `The chain is broken at line ${sequence}.`,
  isBrokenText: 'Somebody changed the store past Crossdock. Keep a copy of it as it is, and compare it with the last backup.',
  showTheLine: 'Show the lines around it',
  gotIt: 'Got it',
  lineCount: (lines: number) => `${lines.toLocaleString('en-US')} ${lines === 1 ? 'line' : 'lines'}`,
  notLoaded: 'The audit could not be loaded',
  filtersAreKept: 'Filters are kept.',
  theAudit: 'the audit',
  nothingYet: 'Nothing was recorded yet.',
  nothingYetText: 'Every change and every look at the data of a message will stand here: who, from where, what before and after, and why.',
  nothingFound: 'No line fits these filters.',
  nothingFoundText: 'Words are found by their beginning, all of them have to be in the line. Try fewer, or a longer period.',
  line: (sequence: string | number) => `Line ${sequence}`,
  close: 'Close the line',
  closeEsc: 'Close (Esc)',
  why: 'Why',
  noReason: 'No reason was given.',
  changes: 'Before and after',
  details: 'Details',
  evidence: 'Evidence',
  act: 'Act',
  account: 'Account',
  request: 'Request',
  hash: 'Hash',
  noChange: 'Before and after are the same.',
  moreChanges: (rows: number) => `${rows.toLocaleString('en-US')} more fields changed; the export holds them all.`,
  moreAbout: 'All about this subject',
  moreBy: (name: string) => `All by ${name}`,
  copyHash: 'Copy the hash',
} as const;
