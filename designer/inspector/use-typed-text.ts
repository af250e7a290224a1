import { formatPath } from '@crossdock/flows/document/path';
import { sameJson } from '@crossdock/flows/document/same-json';
import { OperationError } from '@crossdock/flows/operations/operation-error';
import { useState } from 'react';
import { type FormPath, useForm } from './form-context.tsx';

/** What a text typed into a field comes to: a value, or why it is none yet. */
export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string };

/** `refusal`: the text is a value, but one that the document does not take. */
type Kept = { readonly text: string; readonly of: unknown; readonly refusal: string | null };

type Typed = {
  readonly text: string;
  /** Why the text is no value yet. */
  readonly fault: string | null;
  readonly type: (text: string) => void;
  /** The field was left: what is a value is shown as such again. */
  readonly leave: () => void;
  /** A value chosen otherwise than by typing. */
  readonly choose: (value: unknown) => void;
};

/**
 * A field whose text is not always a value. While it is none the document keeps the value before, and the text stays as typed, also over a reload
 * or a crash of the page; a value that comes from elsewhere, such as undo or another person, takes its place.
 */
export function useTypedText(
  path: FormPath,
  value: unknown,
  { show, read }: { readonly show: (value: unknown) => string; readonly read: (text: string) => Read },
): Typed {
  const form = useForm();
  const key = `${form.place ?? form.problemPrefix}.${formatPath(path)}`;
  const [typed, setTyped] = useState<Kept | null>(() => {
    const kept = form.typed?.read(key, value) ?? null;
    return kept === null ? null : { text: kept, of: value, refusal: null };
  });
  const current = typed !== null && sameJson(typed.of, value) ? typed : null;
  const text = current?.text ?? show(value);
  /** Changes the document; why it does not take the value, or null. */
  const changed = (next: unknown): string | null => {
    if (sameJson(next, value)) return null;
    try {
      form.change(path, next);
      return null;
    } catch (error) {
      if (error instanceof OperationError) return error.message;
      throw error;
    }
  };
  const judged = current === null ? null : read(current.text);
  return {
    text,
    fault: judged !== null && !judged.ok ? judged.fault : (current?.refusal ?? null),
    type(next) {
      const result = read(next);
      const refusal = result.ok ? changed(result.value) : null;
      if (result.ok && refusal === null) {
        form.typed?.drop(key);
        setTyped({ text: next, of: result.value, refusal: null });
        return;
      }
      form.typed?.write(key, value, next);
      setTyped({ text: next, of: value, refusal });
    },
    leave() {
      if ((judged === null || judged.ok) && !current?.refusal) setTyped(null);
      form.endTyping();
    },
    choose(next) {
      form.typed?.drop(key);
      setTyped(null);
      form.change(path, next);
      form.endTyping();
    },
  };
}
