import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { durationText, inWholeUnits, namesUnits, parseDuration, unitOf } from './duration-text.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { Control } from './form.ts';
import { type ControlProps, useForm } from './form-context.tsx';
import { isWithin, numberRead, stepped } from './number-text.ts';
import { type Read, useTypedText } from './use-typed-text.ts';

type NumberKind = Extract<Control, { kind: 'number' }>;

/** A number with its unit. The arrow keys count up and down within the bounds. */
export function NumberControl({ field, path, value, control }: ControlProps & { control: NumberKind }) {
  const form = useForm();
  const id = useId();
  const { text, fault, type, leave, choose } = useTypedText(path, value, {
    show: (given) => shown(given ?? field.default),
    read: (typed) => (typed.trim() === '' ? { ok: true, value: undefined } : numberRead(typed, control.isWhole)),
  });
  const unit = control.unit ?? '';
  const given = value ?? field.default;
  const bound = typeof given === 'number' ? isWithin(given, control, (amount) => String(amount), unit) : null;
  const isWithUnits = field.unit !== null && /^\s*[\d.,]+\s*[a-z]/i.test(text);

  /** "90 min" typed into a number with a unit beside it sets both. */
  const takeUnits = () => {
    const unitField = field.unit;
    if (unitField?.control.kind !== 'select' || !namesUnits(text)) return false;
    const units = unitField.control.options.flatMap((option) => unitOf(String(option.value)) ?? []);
    const whole = inWholeUnits(parseDuration(text, 'seconds') ?? 0, units);
    if (!whole) return false;
    choose(whole.amount);
    form.change([...path.slice(0, -1), unitField.key], whole.unit);
    form.endTyping();
    return true;
  };

  return (
    <FieldFrame field={field} path={path} id={id} fault={isWithUnits ? null : (fault ?? bound)}>
      <TextInput
        id={id}
        inputMode={control.isWhole ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={text}
        placeholder={field.placeholder}
        {...(unit !== '' && { rightSection: <span className={classes.unitText}>{unit}</span>, rightSectionWidth: unit.length * 7 + 18 })}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => takeUnits() || leave()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') takeUnits();
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          type(String(stepped(typeof given === 'number' ? given : 0, event.key === 'ArrowUp' ? 1 : -1, control)));
        }}
      />
    </FieldFrame>
  );
}

type DurationKind = Extract<Control, { kind: 'duration' }>;

/** A span of time, typed as people write one and kept as a number of the field's unit. */
export function DurationControl({ field, path, value, control }: ControlProps & { control: DurationKind }) {
  const id = useId();
  const { unit } = control;
  const words = (amount: number) => durationText(amount, unit);
  const { text, fault, type, leave } = useTypedText(path, value, {
    show: (given) => (typeof (given ?? field.default) === 'number' ? words((given ?? field.default) as number) : ''),
    read(typed): Read {
      if (typed.trim() === '') return { ok: true, value: undefined };
      const amount = parseDuration(typed, unit);
      if (amount === null) return { ok: false, fault: texts.duration.notOne(typed.trim()) };
      if (control.isWhole && !Number.isInteger(amount)) return { ok: false, fault: texts.duration.whole(texts.duration.units[unit]) };
      return { ok: true, value: amount };
    },
  });
  const given = value ?? field.default;
  const bound = typeof given === 'number' ? isWithin(given, control, words, '') : null;
  return (
    <FieldFrame field={field} path={path} id={id} fault={fault ?? bound}>
      <TextInput
        id={id}
        autoComplete="off"
        value={text}
        placeholder={field.placeholder || texts.duration.placeholder}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={leave}
        rightSection={
          typeof given === 'number' && fault === null && !text.trim().endsWith(shortest(unit)) ? (
            <span className={classes.unitText}>{texts.duration.kept(given.toLocaleString('en'), texts.duration.units[unit])}</span>
          ) : null
        }
        rightSectionWidth={110}
        rightSectionPointerEvents="none"
      />
    </FieldFrame>
  );
}

function shortest(unit: DurationKind['unit']): string {
  return { milliseconds: 'ms', seconds: ' s', minutes: ' min', hours: ' h', days: ' d' }[unit];
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
