import type { Connection } from '../server/shapes.ts';

export type AuthKind = Connection['auth']['kind'];

/** A connection as it is being edited; an empty secret leaves the stored one as it is. */
export type ConnectionForm = {
  name: string;
  system: string;
  address: string;
  kind: AuthKind;
  user: string;
  header: string;
  secret: string;
  concurrency: number;
  timeoutSeconds: number;
};

export const authKinds: { value: AuthKind; label: string; secret: string }[] = [
  { value: 'none', label: 'None', secret: '' },
  { value: 'bearer', label: 'Bearer token', secret: 'Token' },
  { value: 'basic', label: 'User and password', secret: 'Password' },
  { value: 'header', label: 'Key in a header', secret: 'Key' },
  { value: 'webhook-secret', label: 'Webhook secret', secret: 'Secret' },
];

export const blankConnection: ConnectionForm = {
  name: '',
  system: 'http',
  address: '',
  kind: 'none',
  user: '',
  header: 'x-api-key',
  secret: '',
  concurrency: 4,
  timeoutSeconds: 30,
};

export function formOf(connection: Connection): ConnectionForm {
  return {
    name: connection.name,
    system: connection.system,
    address: connection.address,
    kind: connection.auth.kind,
    user: connection.auth.user ?? '',
    header: connection.auth.header ?? 'x-api-key',
    secret: '',
    concurrency: connection.policy.concurrency,
    timeoutSeconds: connection.policy.timeoutSeconds,
  };
}

/** What is sent to save it: only the fields its kind of authentication has. */
export function bodyOf(form: ConnectionForm) {
  return {
    system: form.system.trim(),
    address: form.address.trim(),
    auth: authOf(form),
    policy: { concurrency: form.concurrency, timeoutSeconds: form.timeoutSeconds },
  };
}

function authOf(form: ConnectionForm) {
  const secret = form.secret === '' ? {} : { secret: form.secret };
  switch (form.kind) {
    case 'none':
      return { kind: form.kind };
    case 'basic':
      return { kind: form.kind, user: form.user.trim(), ...secret };
    case 'header':
      return { kind: form.kind, header: form.header.trim(), ...secret };
    case 'bearer':
    case 'webhook-secret':
      return { kind: form.kind, ...secret };
  }
}

export type FormErrors = Partial<Record<keyof ConnectionForm, string>>;

/** What keeps a form from being saved, by field. `known`: the names that are taken; null while an existing one is edited. */
export function errorsOf(form: ConnectionForm, known: readonly string[] | null): FormErrors {
  const errors: FormErrors = {};
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(form.name)) errors.name = 'Use lower-case letters, digits and dashes, such as erp-main.';
  else if (known?.includes(form.name)) errors.name = `There is a connection ${form.name} already.`;
  if (form.system.trim() === '') errors.system = 'Name the system: http, erp, shopify.';
  if (!/^https?:\/\/[^\s/]+/.test(form.address.trim())) errors.address = 'Give a base URL that begins with http:// or https://.';
  if (form.kind === 'basic' && form.user.trim() === '') errors.user = 'Name the user.';
  if (form.kind === 'header' && !/^[A-Za-z0-9-]+$/.test(form.header.trim())) errors.header = 'Use letters, digits and dashes.';
  if (!Number.isInteger(form.concurrency) || form.concurrency < 1) errors.concurrency = 'At least 1.';
  if (!(form.timeoutSeconds > 0)) errors.timeoutSeconds = 'More than 0.';
  return errors;
}

/** Errors the server found, by the field of the form they belong to; `auth.user` belongs to `user`. */
export function errorsFromServer(details: readonly { path: string; message: string }[]): FormErrors {
  const errors: FormErrors = {};
  for (const { path, message } of details) {
    const field = path.split('.').at(-1) as keyof ConnectionForm;
    if (field in blankConnection) errors[field] = message;
  }
  return errors;
}
