import { countOf } from '../kit/format.ts';

const fields = (count: number) => countOf(count, 'field');

/** What the list of a mapping says within the form of its step. */
export const mapFieldsTexts = {
  count: (all: number, open: number) => (open > 0 ? `${fields(all)}, ${open} open` : fields(all)),
  find: 'Find a field',
  findAmong: (all: number) => `Find among ${fields(all)}`,
  target: 'Target',
  value: 'Value',
  onSample: 'On the sample',
  add: 'Add field',
  drag: 'or drag fields here from the input',
  group: 'Mapper',
  open: 'Open mapper',
  openOf: (name: string) => `Open the mapper of ${name}`,
  canvasFirst: 'The canvas does not have the focus',
  coverage: (contract: string, mapped: number, all: number) => `${mapped} of ${all} fields of ${contract} have a value.`,
  required: (names: string) => `Required and open: ${names}.`,
};
