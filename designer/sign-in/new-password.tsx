import { PasswordInput } from '@mantine/core';
import { useSignInWays } from '../server/session.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import { passwordStrength, type Strength } from './password-strength.ts';
import classes from './sign-in.module.css';

const fallback = { min: 12, max: 1024, text: '' };

/** The rule for passwords here, as the server tells it. */
export function usePasswordRule() {
  return useSignInWays().data?.passwordRule ?? fallback;
}

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** Name and login, which should not be part of it. */
  known: readonly (string | null)[];
  /** What the server said about it. */
  error?: string | undefined;
  label?: string;
  hasFocus?: boolean;
};

/** A new password with the rule told before, and its strength as one types. */
export function NewPassword({ value, onChange, known, error, label = texts.newPassword, hasFocus = false }: Props) {
  const rule = usePasswordRule();
  const strength = passwordStrength(value, rule, known);
  return (
    <div>
      <PasswordInput
        label={label}
        description={rule.text}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="new-password"
        autoFocus={hasFocus}
        error={error}
        visibilityToggleButtonProps={{ 'aria-label': texts.showPassword }}
        maxLength={1024}
      />
      <div className={classes.strength} data-score={value === '' ? undefined : strength.score} aria-hidden={value === ''}>
        <span className={classes.bars} aria-hidden>
          {[1, 2, 3, 4].map((bar) => (
            <i key={bar} data-on={(value !== '' && bar <= Math.max(1, strength.score)) || undefined} />
          ))}
        </span>
        <span aria-live="polite" className={classes.hint}>
          {value === '' ? '' : adviceOf(strength, value, rule)}
        </span>
      </div>
    </div>
  );
}

function adviceOf({ score, why }: Strength, value: string, { min, max }: { min: number; max: number }): string {
  if (why === 'short') return texts.tooShort(min - [...value].length);
  if (why === 'long') return texts.tooLong(max);
  const word = texts.strengthIs(texts.strength[score]);
  const more = why === 'name' ? texts.hasName : why === 'common' ? texts.common : why === 'repeats' ? texts.repeats : null;
  return more === null ? word : `${word}. ${more}`;
}
