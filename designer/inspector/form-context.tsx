import type { Problem } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { type ComponentType, createContext, useContext, useMemo } from 'react';
import type { TypedTexts } from '../state/typed-texts.ts';
import type { Scope } from './completions.ts';
import type { Field } from './form.ts';

export type FormPath = readonly string[];

export type ControlProps = { field: Field; path: FormPath; value: unknown };

/** Whole records that have come in, at most 50, with what chooses another one. */
export type Samples = {
  readonly items: readonly { readonly id: string; readonly key: string | null; readonly json: unknown }[];
  /** How many there were in all. */
  readonly total: number;
  readonly shown: string | null;
  readonly choose: (id: string) => void;
};

/** What the fields of one form share. */
export type Form = {
  readonly problems: readonly Problem[];
  /** What stands before a field's path in a problem: `config`, `onFailure`, `settings`. */
  readonly problemPrefix: string;
  /** The whole configuration, for fields that depend on others. */
  readonly values: unknown;
  /** The record that expressions are tried on; undefined: there is none yet. */
  readonly sample: unknown;
  /** All records that expressions are tried on, and the one in view; absent: only `sample`. */
  readonly samples?: Samples | undefined;
  /** The system whose connections are offered; null: any. */
  readonly system: string | null;
  /** Sets a field; undefined removes it. */
  readonly change: (path: FormPath, value: unknown) => void;
  /** A field was left. */
  readonly endTyping: () => void;
  /** Configurations of the type's examples, offered in empty fields. */
  readonly examples?: readonly unknown[];
  /** Keeps what is typed and no value yet over a reload. */
  readonly typed?: TypedTexts;
  /** Names this form among all of the flow for `typed`: `n1/config`. */
  readonly place?: string;
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
  return useFieldProblems(path)[0];
}

/** The problems of exactly this field, the worst first. */
export function useFieldProblems(path: FormPath): readonly Problem[] {
  const { problems, problemPrefix } = useForm();
  const full = `${problemPrefix}.${formatPath(path)}`;
  return useMemo(() => problems.filter((problem) => problem.field === full), [problems, full]);
}

/** The problems of everything below a field, for editors that draw their parts without frames. */
export function useProblemsWithin(path: FormPath): readonly Problem[] {
  const { problems, problemPrefix } = useForm();
  const lead = `${problemPrefix}.${path.length === 0 ? '' : `${formatPath(path)}.`}`;
  return useMemo(() => problems.filter((problem) => problem.field?.startsWith(lead)), [problems, lead]);
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

/** What the loops around a field go over, the outermost first: `{{ item.lines }}`. */
const LoopListContext = createContext<readonly string[]>([]);
export const LoopListProvider = LoopListContext.Provider;

export function useLoopLists(): readonly string[] {
  return useContext(LoopListContext);
}

export function useLoop(): Scope {
  return useContext(LoopContext);
}

const sampleRun = { id: 'r_', now: '2026-01-01T00:00:00Z', flow: '', version: 1, env: '', correlationId: '' };
