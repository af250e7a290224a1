import type { Field } from '@crossdock/flows/mapping/field';
import { mapperTexts } from '../texts/mapper.ts';
import { kindWords } from './kind-badge.tsx';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';

const texts = mapperTexts.detail;

/** What the contract says of a field. */
export function ContractNote({ field }: { field: Field }) {
  const { schema, own } = useMapper();
  if (!schema || own.has(field.path)) return null;
  const parts = [field.title, field.help, field.allowed.length > 0 && texts.allowed(field.allowed.map(String).join(', '))].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  return (
    <div className={classes.contractNote}>
      <span className={classes.label}>{texts.rule}</span>
      <p className={classes.hint}>
        {kindWords(field)}
        {field.isRequired && `, ${mapperTexts.row.required}`}
      </p>
      {parts.map((part) => (
        <p key={String(part)} className={classes.hint}>
          {part}
        </p>
      ))}
      {field.pattern !== null && field.pattern !== '\\S' && <code className={classes.pattern}>{field.pattern}</code>}
    </div>
  );
}
