import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type Form, FormProvider, useProblemsWithin } from './form-context.tsx';
import { JsonInput } from './json-control.tsx';

/** The settings of a step as the document holds them; keys and values are offered from the type's schema. */
export function WholeConfig({ form, descriptor }: { form: Form; descriptor: NodeDescriptor }) {
  const field: Field = {
    key: '',
    title: texts.wholeAsJson,
    help: '',
    placeholder: '',
    isRequired: false,
    isWide: true,
    isBare: true,
    default: {},
    control: { kind: 'json', schema: descriptor.configSchema },
    unit: null,
    when: null,
  };
  return (
    <FormProvider value={form}>
      <p className={classes.groupHelp}>{texts.wholeAsJsonHelp}</p>
      <JsonInput title={field.title} path={[]} value={form.values} schema={descriptor.configSchema} rows={14}>
        {(editor, fault) => (
          <FieldFrame field={field} path={[]} fault={fault} below={fault === null && <AllProblems />}>
            {editor}
          </FieldFrame>
        )}
      </JsonInput>
    </FormProvider>
  );
}

/** Everything that is wrong with the settings, each with where it is. */
function AllProblems() {
  return useProblemsWithin([]).map((problem) => (
    <ProblemLine key={`${problem.field}${problem.code}${problem.message}`} severity={problem.severity}>
      <code>{problem.field?.replace(/^config\./, '')}</code> {problem.message} {problem.remedy}
    </ProblemLine>
  ));
}
