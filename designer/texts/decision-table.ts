const typeWords: Record<string, string> = { text: 'text', number: 'a number', boolean: 'yes or no', date: 'a date' };
const rowsOf = (count: number) => (count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`);
const recordsOf = (count: number) => (count === 1 ? '1 record' : `${count.toLocaleString('en')} records`);
const listed = (parts: readonly string[], last: string) =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;

/** The editor of decision tables. */
export const decisionTableTexts = {
  // Cells
  noteTooLong: 'A note has at most 500 characters.',
  noNumber: (text: string) => `"${text}" is no number. Write 2500.00, or begin with = for an expression.`,
  noDate: (text: string) => `"${text}" is no date. Write 2026-03-31, or begin with = for an expression.`,
  noBoolean: (text: string) => `"${text}" is neither true nor false.`,
  notAllowed: (text: string, values: readonly string[]) => `"${text}" is not one of ${values.slice(0, 8).join(', ')}.`,
  fault: (message: string, type: string) => {
    const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
    return /is no (number|date|boolean|text)$/.test(message)
      ? `${sentence.replace(/ is no \w+$/, '')} is not ${typeWords[type] ?? type}. This column takes ${typeWords[type] ?? type}.`
      : `${sentence}.`;
  },
  givesNothing: 'Gives no value for this field.',
  givesExpression: 'Computed for each record.',
  anything: 'Matches anything, also a missing value.',
  range: (low: string, high: string, lowIn: boolean, highIn: boolean) =>
    lowIn && highIn
      ? `${low} to ${high}`
      : lowIn
        ? `${low} up to, not including, ${high}`
        : highIn
          ? `above ${low} up to ${high}`
          : `between ${low} and ${high}, without either`,
  above: (low: string, isIn: boolean) => (isIn ? `${low} or more` : `more than ${low}`),
  below: (high: string, isIn: boolean) => (isIn ? `${high} or less` : `less than ${high}`),
  yes: 'yes',
  no: 'no',
  noValue: 'a missing value',
  oneOf: (parts: readonly string[]) => `Matches ${listed(parts, 'or')}.`,
  anythingBut: (parts: readonly string[]) => `Matches anything but ${listed(parts, 'and')}.`,
  blankRow: 'Type, or paste rows, to add to the table.',
  cellHelp: 'A, B   >= 2,500   10..50   (10..50)   not(A)   empty   -',

  // Screen
  open: 'Open table',
  openTitle: (name: string) => `Open the table of ${name}`,
  done: 'Done',
  doneHint: 'Back to the flow  Esc',
  loading: 'the decision table',
  noSuchStep: 'This flow has no such decision table.',
  noSuchStepHelp: 'The step may have been removed, or it is of another kind.',
  backToFlow: 'Back to the flow',
  rows: rowsOf,
  grid: (name: string) => `Decision table ${name}`,
  rowNumber: 'Row',
  addRow: 'Add row',
  addCondition: 'Add condition',
  addResult: 'Add result',
  more: 'More',
  find: 'Find',
  importFile: 'Import CSV …',
  exportFile: 'Export CSV',
  panel: 'Samples',
  cellPlace: (row: number, column: string) => `Row ${row}, ${column}`,
  noCell: 'No cell chosen',
  typeHere: 'Value of the chosen cell',
  edited: (count: number) => (count === 1 ? 'Edit a cell' : `Edit ${count.toLocaleString('en')} cells`),

  // Names of undo steps
  act: {
    edit: (table: string, place: string) => `Edit ${table}: ${place}`,
    clear: 'Clear cells',
    paste: (rows: number) => `Paste ${rowsOf(rows)}`,
    cut: 'Cut cells',
    fill: 'Fill cells',
    insertRows: (count: number) => `Insert ${rowsOf(count)}`,
    deleteRows: (count: number) => `Delete ${rowsOf(count)}`,
    duplicateRows: (count: number) => `Duplicate ${rowsOf(count)}`,
    moveRows: (count: number) => `Move ${rowsOf(count)}`,
    addColumn: (title: string) => `Add column ${title}`,
    deleteColumn: (title: string) => `Delete column ${title}`,
    moveColumn: (title: string) => `Move column ${title}`,
    editColumn: (title: string) => `Edit column ${title}`,
    replace: (count: number) => `Replace in ${count} cells`,
    import: (count: number) => `Import ${rowsOf(count)}`,
    closeGap: 'Add the row of a gap',
    hitPolicy: 'Change the hit policy',
    start: 'Start the table from fields',
  },

  // Commands
  group: 'Decision table',
  undo: 'Undo the last edit of the table',
  redo: 'Redo the edit of the table',
  duplicateRows: 'Duplicate the selected rows',
  moveRowsUp: 'Move the selected rows up',
  moveRowsDown: 'Move the selected rows down',
  deleteChosenRows: 'Delete the selected rows',
  canvasFirst: 'The canvas does not have the focus',
  noRowChosen: 'No row is selected',
  findAndReplace: 'Find and replace in the table',

  // Row and column menus
  rowMenu: (row: number) => `Actions of row ${row}`,
  insertAbove: 'Insert row above',
  insertBelow: 'Insert row below',
  duplicate: 'Duplicate',
  moveUp: 'Move up',
  moveDown: 'Move down',
  deleteRows: (count: number) => (count === 1 ? 'Delete row' : `Delete ${rowsOf(count)}`),
  dragRow: 'Drag to move the row, or press Alt and an arrow',
  columnMenu: (title: string) => `Column ${title || 'without a name'}`,
  columnName: 'Name',
  columnField: 'Result field',
  columnAsks: 'Asks for',
  columnType: 'Type',
  columnUnit: 'Unit',
  columnAllowed: 'Allowed values',
  columnAllowedHelp: 'Written as a cell: EU, US, UK or >= 0. Gaps are looked for only among them.',
  columnResultAllowedHelp: 'What results may be, written as a list: they are offered while typing.',
  columnValues: 'On the samples',
  columnNoSamples: 'No sample yet: run a test, and its values stand here.',
  deleteColumn: 'Delete column',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  sort: 'Sort the view',
  sortUp: 'Sort up',
  sortDown: 'Sort down',
  noSort: 'Order of the table',
  contains: 'Only rows that contain',
  unnamed: 'unnamed',
  noExpression: 'no value yet',
  types: { text: 'Text', number: 'Number', boolean: 'Yes or no', date: 'Date' },
  newCondition: 'New condition',
  newConditionHelp: 'Choose a field of the records that come in.',
  conditionFromField: (field: string) => `Condition on ${field}`,
  ownExpression: 'An expression of your own',
  findField: 'Find a field',
  noFields: 'No field of that name. Run a test to see the fields of a record.',

  // View
  viewNote: (shown: number, all: number) => `${shown.toLocaleString('en')} of ${rowsOf(all)} shown. The order that decides is unchanged.`,
  showAll: 'Show all',
  only: {
    faulty: 'With errors',
    overlapping: 'Overlapping',
    unreachable: 'Unreachable',
    'never-hit': 'Never hit',
    fired: 'Fires on the sample',
  },
  filter: 'Filter',

  // Find
  findLabel: 'Find in the table',
  replaceLabel: 'Replace by',
  found: (at: number, count: number) => (count === 0 ? 'Nothing found' : `${at} of ${count}`),
  next: 'Next',
  previous: 'Previous',
  replaceOne: 'Replace',
  replaceAll: 'Replace all',
  matchCase: 'Match case',
  wholeCell: 'Whole cell',
  closeFind: 'Close',

  // Paste
  pasteComma: (cells: number, from: string, to: string) =>
    `${cells === 1 ? '1 number was' : `${cells} numbers were`} read with a decimal comma: ${from} became ${to}.`,
  pasteUnclear: (cells: number, example: string) =>
    `${cells === 1 ? '1 number is' : `${cells} numbers are`} written like ${example}, and were read with a decimal point.`,
  readAsComma: (to: string) => `They mean ${to}`,
  readAsPoint: 'Keep as it was written',
  pasteFaults: (count: number) =>
    count === 1
      ? '1 pasted cell cannot be read; it is kept as it was and marked.'
      : `${count} pasted cells cannot be read; they are kept as they were and marked.`,
  pasteOutside: (count: number) =>
    `${count === 1 ? '1 cell had' : `${count} cells had`} no place: the table ends there. Undo, add columns, and paste again.`,
  dismiss: 'Dismiss',

  // Import
  importTitle: 'Import a table',
  importDrop: 'Choose a CSV or TSV file',
  importHead: 'The first line holds the names of the columns',
  importInto: 'Goes into',
  importSkip: 'leave out',
  importNewCondition: 'a new condition',
  importNewResult: 'a new result',
  importReplace: 'Replace all rows',
  importAppend: 'Add below',
  importButton: (rows: number) => `Import ${rowsOf(rows)}`,
  importFaults: (count: number) =>
    count === 1
      ? '1 cell cannot be read; it is kept as it is and marked.'
      : `${count} cells cannot be read; they are kept as they are and marked.`,
  importPreview: (shown: number, all: number) => `The first ${shown} of ${rowsOf(all)}`,
  importTooLong: (all: number, most: number) =>
    `The file has ${rowsOf(all)}; a table takes ${most.toLocaleString('en')}. The first ${most.toLocaleString('en')} are taken.`,
  importEmpty: 'The file holds no cells.',
  cancel: 'Cancel',

  // Hit policy
  hitPolicy: 'Hit policy',
  policies: {
    first: { title: 'First', sentence: 'The first row from the top that matches decides.' },
    unique: { title: 'Unique', sentence: 'Exactly one row may match; two that match fail the record.' },
    any: { title: 'Any', sentence: 'Several rows may match if they give the same result.' },
    collect: { title: 'Collect', sentence: 'All rows that match count, as a list or a sum.' },
    'rule-order': { title: 'Rule order', sentence: 'All rows that match give their results, in the order of the table.' },
  },

  // Findings
  findings: 'Checks',
  noFindings: 'Every record finds a row, and no rows contradict each other.',
  checking: 'Checking the table',
  notComplete: 'The table is too big to be looked through completely. What is listed is true; there may be more.',
  overlapBad: (a: number, b: number, example: string) => `Rows ${a} and ${b} both match ${example}: the record fails.`,
  overlapDiffers: (a: number, b: number, example: string) =>
    `Rows ${a} and ${b} both match ${example}, with different results: the record fails.`,
  hiddenBy: (row: number, by: number) => `Row ${row} never fires: row ${by} above takes everything it asks for.`,
  hiddenBySeveral: (row: number) => `Row ${row} never fires: the rows above take everything it asks for.`,
  outside: (row: number) => `Row ${row} never fires: it asks for values that are not allowed.`,
  sameRows: (rows: readonly number[], same: boolean) =>
    same
      ? `Rows ${listed(rows.map(String), 'and')} are the same.`
      : `Rows ${listed(rows.map(String), 'and')} ask for the same and give different results.`,
  gapFails: (when: string) => `No row for ${when}: the record fails.`,
  gapDefault: (when: string) => `No row for ${when}: the default result is given.`,
  gapPass: (when: string) => `No row for ${when}: the record goes on as it is.`,
  closeGap: 'Add this row',
  ghost: 'No row for this',
  anythingElse: 'anything',
  moreFindings: (count: number) => `and ${count} more`,
  showFindings: (count: number) => (count === 1 ? '1 finding' : `${count} findings`),
  unreadable: (count: number) => `${count === 1 ? '1 row has a cell' : `${count} rows have cells`} that cannot be read.`,

  // Samples
  samples: 'Samples',
  fromTest: 'Test',
  fromPast: 'Past runs',
  own: 'Own',
  ownLabel: 'A record as JSON',
  ownFault: (message: string) => `This is no JSON: ${message}`,
  sampleOf: (from: string, at: number, all: number) => (all === 1 ? from : `${from}, record ${at}`),
  pinned: 'Pinned data',
  noTestData: 'No test data yet.',
  noTestDataHelp: 'Run a test of the flow, or choose past runs, and the row that fires is lit.',
  noPast: (days: number) => `No past run brought a record to this step in the last ${days} days.`,
  noPastHelp: (env: string) => `Records of ${env} stand here once the flow has run there.`,
  fires: (rows: readonly number[]) => (rows.length === 1 ? `Row ${rows[0]} fires` : `Rows ${listed(rows.map(String), 'and')} fire`),
  noRow: 'No row matches',
  notComparable: 'Cannot be compared',
  because: (label: string, why: string) => `${label}: ${why}`,
  hiddenValue: 'the value is hidden from people, so that nothing can be said of it',
  whyTitle: (row: number) => `Why row ${row}`,
  whyNot: (row: number) => `Why not row ${row}`,
  nearMiss: 'Almost',
  missesBy: (row: number, columns: readonly string[]) =>
    `Row ${row}: ${listed(columns, 'and')} ${columns.length === 1 ? 'does' : 'do'} not fit`,
  fits: 'fits',
  fitsNot: 'does not fit',
  runTest: 'Run test',
  asksFor: (cell: string) => `asks for ${cell}`,
  valueIs: (value: string) => `is ${value}`,
  noValueHere: 'missing',
  result: 'Result',
  resultFails: 'Fails',

  // Past runs
  hits: 'Hits',
  hitsOf: (hits: number, compared: number) => `${hits.toLocaleString('en')} of ${recordsOf(compared)}`,
  hitsOver: (compared: number, runs: number, days: number) =>
    `${recordsOf(compared)} of ${runs.toLocaleString('en')} runs in the last ${days} days`,
  hitsFrom: (captured: number, runs: number) =>
    `the data of ${captured.toLocaleString('en')} of ${runs.toLocaleString('en')} runs are kept`,
  neverHit: 'Never hit',
  hitsUnknown: (count: number) => `${recordsOf(count)} cannot be compared: a value is hidden or of another type`,
  loadingPast: 'Past runs are being read',
  samplesFailed: 'The samples could not be tried',
  givesNothingAtAll: 'Gives no values yet: fill in its result cells.',
  pastFailed: 'Past runs could not be read',
  impact: (changed: number, all: number, version: number) =>
    `With this table ${changed.toLocaleString('en')} of ${all.toLocaleString('en')} past records would go elsewhere than with v${version}`,
  noImpact: (all: number, version: number) => `All ${all.toLocaleString('en')} past records go where they go with v${version}`,
  impactTabQuiet: 'Impact',
  impactTab: (count: number) => `Impact ${count.toLocaleString('en')}`,
  impactList: 'Show them',
  impactTitle: (version: number) => `Past records that go elsewhere than with v${version}`,
  record: 'Record',
  published: (version: number) => `v${version}`,
  draft: 'This table',
  decision: {
    default: 'default result',
    pass: 'goes on as it is',
    fails: 'fails',
    unknown: 'unknown',
    rows: '',
  },
  way: (from: string, to: string) => `${from} to ${to}`,
  becomes: 'becomes',
  nothing: 'nothing',
  unmatched: (count: number) => `No row matches ${recordsOf(count)}`,
  inRow: (rows: readonly number[]) => (rows.length === 1 ? `row ${rows[0]}` : `rows ${rows.join(', ')}`),

  // Empty
  emptyTitle: 'No columns yet.',
  emptyHelp:
    'A decision table asks something of a record in each condition column, and gives what the first row that matches says. Begin with the fields of a sample.',
  startFromFields: 'Start from sample fields',
  fieldsOf: (sample: string) => `Run to here with ${sample}`,
  startBlank: 'Start blank',
  startTitle: 'Which fields decide?',
  startButton: (count: number) =>
    count === 0 ? 'Choose fields' : count === 1 ? 'Start with 1 condition' : `Start with ${count} conditions`,
  noRowsTitle: 'No rows yet.',
  noRowsHelp: 'Type into the first row, or paste rows from a spreadsheet.',
  unitExample: 'USD',
  allowedExample: 'EU, US, UK',
  noteColumn: 'Note',
  insertKeys: 'Ctrl +',
} as const;
