import { pathNames } from '@crossdock/flows/mapping/field';

/** Names that hold something about a person, or a secret, in nearly every system. */
const usual =
  /^(e_?mail|.*_email|.*_e_?mail|phone|.*_phone|telephone|tel|mobile|fax|first_?name|last_?name|given_?name|surname|family_?name|birth.*|date_?of_?birth|dob|ssn|social_?security.*|passport.*|iban|card_?number|cvv|cvc|browser_?ip|ip|ip_?address|password|token|.*_token|secret|authorization|latitude|longitude)$/;

/** Whether a field is shown as dots until somebody asks. `redact`: the names the flow keeps out of logs. */
export function isPrivate(path: string, redact: ReadonlySet<string>): boolean {
  return pathNames(path).some((name) => redact.has(name) || usual.test(snake(name)));
}

function snake(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

export const dots = '•••';

/** The private texts of a record, so that they are known again wherever a mapping put them. */
export function privateTexts(record: unknown, redact: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown, isHidden: boolean): void => {
    if (typeof value === 'string') {
      if (isHidden && value.length > 2) found.add(value);
    } else if (Array.isArray(value)) for (const entry of value) visit(entry, isHidden);
    else if (value !== null && typeof value === 'object')
      for (const [name, child] of Object.entries(value)) visit(child, isHidden || redact.has(name) || usual.test(snake(name)));
  };
  visit(record, false);
  return found;
}

/** A copy of a result with dots for what is private, by its name or because the source holds it under such a name. */
export function withDots(value: unknown, redact: ReadonlySet<string>, texts: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return texts.has(value) ? dots : value;
  if (Array.isArray(value)) return value.map((entry) => withDots(entry, redact, texts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name,
      child !== null && typeof child !== 'object' && (redact.has(name) || usual.test(snake(name))) ? dots : withDots(child, redact, texts),
    ]),
  );
}
