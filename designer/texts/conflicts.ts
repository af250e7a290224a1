/** What is asked when two people changed one field. */
export const conflictTexts = {
  title: (count: number) => `${count} ${count === 1 ? 'field' : 'fields'} changed on both sides`,
  intro:
    'Somebody else edited this flow while your changes were on their way. Everything else was joined; choose one value per field here.',
  yours: 'Yours',
  theirs: 'Theirs',
  keepYours: 'Keep yours',
  keepTheirs: 'Keep theirs',
  keepAllYours: 'Keep all of yours',
  keepAllTheirs: 'Keep all of theirs',
  deleted: 'deleted',
  yes: 'Yes',
  no: 'No',
  wholeStep: 'the whole step',
  place: (step: string, field: string) => `${step}: ${field}`,
} as const;
