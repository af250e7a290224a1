import type { Field } from '@crossdock/flows/mapping/field';
import classes from './mapper.module.css';

const signs = { object: '{}', list: '[]', text: 'T', number: '#', integer: '#', boolean: 'B', any: '-' } as const;
const formats = { day: 'D', instant: 'D', amount: '$' } as const;

/** What kind of value a field holds, in one or two signs. */
export function KindBadge({ field }: { field: Field }) {
  return (
    <span className={classes.kind} aria-hidden>
      {field.format === null ? signs[field.kind] : formats[field.format]}
    </span>
  );
}

/** The same in words, for who does not see it. */
export function kindWords({ kind, format, entry }: Field): string {
  if (format !== null) return { day: 'day', instant: 'date and time', amount: 'amount' }[format];
  if (kind === 'list') return entry === 'object' ? 'list of objects' : 'list';
  return { object: 'object', text: 'text', number: 'number', integer: 'whole number', boolean: 'yes or no', any: 'any value' }[kind];
}
