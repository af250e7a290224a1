/**
 * The names of the variables among what code reads from outside: of `vars.site` and `vars.limits.day` those are `site` and `limits`; `*` where which one it
 * reads is only known when it runs.
 */
export function variablesIn(references: readonly string[]): readonly string[] {
  return references.flatMap((reference) => {
    if (reference === 'vars') return ['*'];
    return reference.startsWith('vars.') ? [reference.split('.')[1] as string] : [];
  });
}
