import { FieldControl } from './field-control.tsx';
import type { Field } from './form.ts';
import { ControlProvider, type Form, FormProvider } from './form-context.tsx';
import { FormFields } from './form-fields.tsx';

/** A form made from a schema: the fields, and what they share. */
export function FormView({ form, fields }: { form: Form; fields: readonly Field[] }) {
  return (
    <FormProvider value={form}>
      <ControlProvider value={FieldControl}>
        <FormFields fields={fields} values={form.values} path={[]} />
      </ControlProvider>
    </FormProvider>
  );
}
