/** What stands where a secret or personal value was. */
export const redacted = '[redacted]';

/**
 * A copy for people: values of the named fields are replaced, at any depth, whatever their case. Structure stays visible. The value itself is
 * returned when nothing had to be replaced.
 */
export function redact(value: unknown, names: ReadonlySet<string>): unknown {
  if (names.size === 0 || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    value.forEach((entry, i) => {
      const shown = redact(entry, names);
      if (shown !== entry) {
        copy ??= [...value];
        copy[i] = shown;
      }
    });
    return copy ?? value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [name, entry] of Object.entries(value)) {
    const shown = names.has(name.toLowerCase()) && entry !== null && entry !== '' ? redacted : redact(entry, names);
    if (shown !== entry) {
      copy ??= { ...value };
      copy[name] = shown;
    }
  }
  return copy ?? value;
}

/** JSON text with the same replacements; other text is shown as it is. */
export function redactText(text: string, names: ReadonlySet<string>): string {
  const first = text.trimStart()[0];
  if (names.size === 0 || (first !== '{' && first !== '[')) return text;
  try {
    // Digits that a double cannot carry must not change on the way to the screen.
    const parsed: unknown = JSON.parse(text, exactNumbers);
    const shown = redact(parsed, names);
    return shown === parsed ? text : JSON.stringify(shown);
  } catch {
    return text;
  }
}

function exactNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined && String(value) !== context.source && !Number.isSafeInteger(value)
    ? context.source
    : value;
}

export function redactionOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
