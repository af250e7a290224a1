import { formatPath } from '@crossdock/flows/document/path';
import { sameJson } from '@crossdock/flows/document/same-json';
import { useState } from 'react';
import { type FormPath, useForm } from './form-context.tsx';

/** What a text typed into a field comes to: a value, or why it is none yet. */
export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string };

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
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: unknown } | null>(() => {
    const kept = form.typed?.read(key, value) ?? null;
    return kept === null ? null : { text: kept, of: value };
  });
  const current = typed !== null && sameJson(typed.of, value) ? typed : null;
  const text = current?.text ?? show(value);
  const judged = current === null ? null : read(current.text);
  return {
    text,
    fault: judged === null || judged.ok ? null : judged.fault,
    type(next) {
      const result = read(next);
      if (result.ok) {
        form.typed?.drop(key);
        setTyped({ text: next, of: result.value });
        if (!sameJson(result.value, value)) form.change(path, result.value);
        return;
      }
      form.typed?.write(key, value, next);
      setTyped({ text: next, of: value });
    },
    leave() {
      if (judged === null || judged.ok) setTyped(null);
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
