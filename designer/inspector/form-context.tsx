import type { Problem } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { type ComponentType, createContext, useContext } from 'react';
import type { Scope } from './completions.ts';
import type { Field } from './form.ts';

export type FormPath = readonly string[];

export type ControlProps = { field: Field; path: FormPath; value: unknown };

/** What the fields of one form share. */
export type Form = {
  readonly problems: readonly Problem[];
  /** What stands before a field's path in a problem: `config`, `onFailure`, `settings`. */
  readonly problemPrefix: string;
  /** The whole configuration, for fields that depend on others. */
  readonly values: unknown;
  /** The record that expressions are tried on; undefined: there is none yet. */
  readonly sample: unknown;
  /** The system whose connections are offered; null: any. */
  readonly system: string | null;
  /** Sets a field; undefined removes it. */
  readonly change: (path: FormPath, value: unknown) => void;
  /** A field was left. */
  readonly endTyping: () => void;
};

const FormContext = createContext<Form | null>(null);
export const FormProvider = FormContext.Provider;

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('used outside a form');
  return form;
}

/** How a field is drawn: handed down, because controls such as lists and groups hold fields themselves. */
const ControlContext = createContext<ComponentType<ControlProps> | null>(null);
export const ControlProvider = ControlContext.Provider;

export function useControl(): ComponentType<ControlProps> {
  const control = useContext(ControlContext);
  if (!control) throw new Error('used outside a form');
  return control;
}

/** The first problem of exactly this field, in words. */
export function useFieldProblem(path: FormPath): Problem | undefined {
  const { problems, problemPrefix } = useForm();
  const full = `${problemPrefix}.${formatPath(path)}`;
  return problems.find((problem) => problem.field === full);
}

/** The variables of the loops around a field, for expressions inside a mapping. */
const LoopContext = createContext<Scope>({});
export const LoopProvider = LoopContext.Provider;

/** What an expression in this place sees of the sample. */
export function useScope(): Scope {
  const { sample } = useForm();
  const loop = useContext(LoopContext);
  return { item: sample, ...loop, run: sampleRun };
}

export function useLoop(): Scope {
  return useContext(LoopContext);
}

const sampleRun = { id: 'r_', now: '2026-01-01T00:00:00Z', flow: '', version: 1, env: '', correlationId: '' };
