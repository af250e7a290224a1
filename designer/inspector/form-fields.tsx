import { FieldPeople } from '../presence/field-people.tsx';
import { isShown, valueAtPath } from './config-value.ts';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type FormPath, useControl } from './form-context.tsx';

/** The fields of an object, in two columns where there is room. */
export function FormFields({ fields, values, path }: { fields: readonly Field[]; values: unknown; path: FormPath }) {
  const FieldControl = useControl();
  return (
    <div className={classes.room}>
      <div className={classes.fields}>
        {fields
          .filter((field) => isShown(field, fields, values))
          .map((field) => (
            <div
              key={field.key}
              className={classes.field}
              data-wide={field.isWide || undefined}
              data-field={[...path, field.key].join('.')}
            >
              <FieldPeople path={[...path, field.key]} />
              <FieldControl field={field} path={[...path, field.key]} value={valueAtPath(values, [field.key])} />
            </div>
          ))}
      </div>
    </div>
  );
}
