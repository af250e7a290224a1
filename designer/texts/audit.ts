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

/** By the path that was asked for. */
const views: Record<string, string> = {
  '/runs/:id/steps/:nodeId': 'Looked at the data of a step',
  '/runs/:id/lineage': 'Looked at the way of a record',
  '/flows/:id/samples': 'Looked at samples of a flow',
  '/flows/:id/pins': 'Looked at pinned data of a flow',
  '/flows/:id/steps/:nodeId/history': 'Looked at what came into a step',
  '/flows/:id/test-cases/from-run': 'Took the data of a run for a test case',
};
const ways: Record<string, string> = {
  link: 'Signed in by a one-time link',
  password: 'Signed in by password',
  sso: 'Signed in by single sign-on',
};

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
  'flow.test-run': { title: 'Ran a draft as a test' },
  'flow.live-test': { title: 'Ran test cases against real systems' },

  'deployment.rolled-back': {
    title: 'Rolled a flow back',
    words: (facts) => say(version(facts), (number) => `Rolled back to v${number}`),
  },
  'deployment.paused': { title: 'Paused a flow' },
  'deployment.resumed': { title: 'Resumed a flow' },
  'deployment.scheduled': {
    title: 'Scheduled a deployment',
    words: (facts) => say(version(facts), (number) => `Scheduled v${number}`),
  },
  'deployment.unscheduled': { title: 'Took a scheduled deployment back' },
  'deployment.not-made': { title: 'A scheduled deployment was not made' },
  'rollout.started': {
    title: 'Let a version come gradually',
    words: ({ details }) => say(word(details.version), (number) => `v${number} gets ${String(details.share)}% of the messages`),
  },
  'rollout.share-changed': {
    title: 'Changed the share of a version',
    words: ({ details }) =>
      say(word(details.version), (number) => `v${number} gets ${String(details.share)}% of the messages, after ${String(details.before)}%`),
  },
  'rollout.completed': {
    title: 'Completed a rollout',
    words: ({ details }) => say(word(details.version), (number) => `v${number} gets all messages`),
  },
  'rollout.gone-back': {
    title: 'Gave a rollout up',
    words: ({ details }) => say(word(details.version), (number) => `v${number} gets no messages any more`),
  },
  'rollout.stopped': {
    title: 'A rollout went back by itself',
    words: ({ details }) => say(word(details.version), (number) => `v${number} gets no messages any more`),
  },

  'promotion.requested': { title: 'Requested a promotion' },
  'promotion.changed': { title: 'Changed a promotion request' },
  'promotion.commented': { title: 'Commented on a promotion' },
  'promotion.changes-asked': { title: 'Asked for changes of a promotion' },
  'promotion.shadow-run': { title: 'Ran a shadow of a promotion' },
  'promotion.approved': { title: 'Approved a promotion' },
  'promotion.rejected': { title: 'Rejected a promotion' },
  'promotion.withdrawn': { title: 'Withdrew a promotion request' },
  'promotion.expired': { title: 'A promotion request expired' },
  'promotion.approvals-fell': { title: 'Approvals of a promotion fell' },
  'promotion.gate-passed': {
    title: 'Passed a gate by hand',
    words: ({ details }) => say(word(details.gate), (gate) => `Passed the gate ${gate} by hand`),
  },
  'promotion.scheduled': { title: 'Scheduled a promotion' },
  'promotion.unscheduled': { title: 'Took the time of a promotion back' },
  'promotion.deployed': { title: 'Deployed a promotion' },
  'promotion.failed': { title: 'A promotion failed; nothing was changed' },
  'promotion.rolled-back': { title: 'Rolled a promotion back' },
  'promotion-policy.changed': { title: 'Changed what promotions need' },

  'environment.created': { title: 'Added an environment' },
  'environment.changed': { title: 'Changed an environment' },
  'environment.ordered': { title: 'Changed the order of the environments' },
  'environment.removed': { title: 'Removed an environment' },

  'run.replayed': { title: 'Replayed a run' },
  'run.exceptions-dismissed': {
    title: 'Dismissed exceptions',
    words: ({ details }) => say(count(details.dismissed, 'exception'), (exceptions) => `Dismissed ${exceptions}`),
  },
  'run.cancelled': { title: 'Cancelled a run' },
  'event.sent': { title: 'Sent an event', words: ({ details }) => say(word(details.key), (key) => `Sent an event for ${key}`) },
  'run.compensated': { title: 'Undid the effects of a run' },
  'runs.bulk-replayed': {
    title: 'Replayed many runs',
    words: ({ details }) => say(count(details.runs, 'run'), (runs) => `Started to replay ${runs}`),
  },
  'runs.bulk-replay-cancelled': { title: 'Stopped a bulk replay' },
  'payload.viewed': {
    title: 'Looked at the content of messages',
    words: ({ details }) => views[word(details.what) ?? ''] ?? null,
  },

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
  'connection.tested': { title: 'Tested a connection' },
  'connection.connected': { title: 'Signed a connection in at its system' },

  'secret.rotated': { title: 'Changed the secret of the installation' },
  'secret.rekeyed': { title: 'Made a new key for all secrets' },

  'variable.created': { title: 'Created a variable' },
  'variable.changed': { title: 'Changed a variable' },
  'variable.removed': { title: 'Deleted a variable' },

  'lookup.created': { title: 'Created a lookup' },
  'lookup.changed': {
    title: 'Changed a lookup',
    words: (facts) => say(version(facts), (number) => `Changed a lookup, now v${number}`),
  },
  'lookup.draft-saved': {
    title: 'Proposed changes of a lookup',
    words: (facts) => say(version(facts), (number) => `Proposed v${number} of a lookup`),
  },
  'lookup.approved': {
    title: 'Approved changes of a lookup',
    words: (facts) => say(version(facts), (number) => `Approved v${number} of a lookup`),
  },
  'lookup.rejected': { title: 'Rejected changes of a lookup' },
  'lookup.withdrawn': { title: 'Took proposed changes of a lookup back' },
  'lookup.brought-back': { title: 'Brought an earlier version of a lookup back' },
  'lookup.removed': { title: 'Deleted a lookup' },

  'contract.added': { title: 'Added a contract version' },
  'contract.compatibility-set': { title: 'Set the compatibility of a contract' },
  'contract.released': { title: 'Released a contract' },
  'contract.removed': { title: 'Deleted a contract' },

  'files.applied': { title: 'Applied files to an environment' },
  'files.brought-back': { title: 'Undid files that could not be applied' },

  'person.invited': { title: 'Made a sign-in link' },
  'person.added': { title: 'Made an account' },
  'person.changed': { title: 'Changed an account' },
  'person.grants-changed': { title: 'Changed what somebody may do' },
  'person.disabled': { title: 'Disabled an account' },
  'person.enabled': { title: 'Enabled an account' },
  'person.removed': { title: 'Deleted an account' },
  'person.password-set': { title: 'Set a password' },
  'person.signed-in': { title: 'Signed in', words: ({ details }) => ways[word(details.by) ?? ''] ?? null },
  'person.signed-out': { title: 'Signed out' },
  'person.sign-in-failed': { title: 'Failed to sign in' },
  'session.ended': {
    title: 'Ended sessions',
    words: ({ details }) => say(count(details.sessions, 'session'), (sessions) => `Ended ${sessions}`),
  },

  'token.made': { title: 'Made an API token' },
  'token.first-used': { title: 'Used an API token for the first time' },
  'token.revoked': { title: 'Revoked an API token' },

  'sso.added': { title: 'Set up single sign-on' },
  'sso.changed': { title: 'Changed single sign-on' },
  'sso.removed': { title: 'Removed single sign-on' },

  'audit.exported': {
    title: 'Exported the audit',
    words: ({ details }) => say(count(details.lines, 'line'), (lines) => `Exported ${lines} of the audit`),
  },
};

/** The audit: who did what to what, when, from where and why. */
export const auditTexts = {
  audit: 'Audit',
  lines: 'Lines of the audit',
  acts,
  areas: [
    { value: 'flow.', label: 'All about flows' },
    { value: 'deployment.', label: 'All about deployments' },
    { value: 'rollout.', label: 'All about rollouts' },
    { value: 'promotion.', label: 'All about promotions' },
    { value: 'environment.', label: 'All about environments' },
    { value: 'run.', label: 'All about runs' },
    { value: 'payload.', label: 'All looks at messages' },
    { value: 'approval.', label: 'All approvals in runs' },
    { value: 'connection.', label: 'All about connections' },
    { value: 'secret.', label: 'All about secrets' },
    { value: 'variable.', label: 'All about variables' },
    { value: 'lookup.', label: 'All about lookups' },
    { value: 'contract.', label: 'All about contracts' },
    { value: 'person.', label: 'All about people' },
    { value: 'token.', label: 'All about API tokens' },
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
  today: 'Today',
  yesterday: 'Yesterday',
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
