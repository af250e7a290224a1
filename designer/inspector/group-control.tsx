import classes from './form.module.css';
import type { Field } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { FormFields } from './form-fields.tsx';

/** An object inside the configuration: its fields under its title. */
export function GroupControl({ field, path, value, fields }: ControlProps & { fields: readonly Field[] }) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>{field.title}</legend>
      {field.help !== '' && <p className={classes.groupHelp}>{field.help}</p>}
      <FormFields fields={fields} values={value ?? field.default} path={path} />
    </fieldset>
  );
}
