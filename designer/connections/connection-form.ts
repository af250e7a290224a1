import type { Connection } from '../server/shapes.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';

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
  hasRate: boolean;
  rateCount: number;
  ratePerSeconds: number;
  rateBurst: number;
  retryPercent: number;
  retryPerMinute: number;
  hasBreaker: boolean;
  breakerFailures: number;
  breakerWindowSeconds: number;
  breakerOpenSeconds: number;
};

export const authKinds: { value: AuthKind; label: string; secret: string }[] = [
  { value: 'none', label: texts.none, secret: '' },
  { value: 'bearer', label: texts.bearerToken, secret: 'Token' },
  { value: 'basic', label: texts.userAndPassword, secret: 'Password' },
  { value: 'header', label: texts.keyInAHeader, secret: 'Key' },
  { value: 'webhook-secret', label: texts.webhookSecret, secret: 'Secret' },
];

export const blankConnection: ConnectionForm = {
  name: '',
  system: 'http',
  address: '',
  kind: 'none',
  user: '',
  header: 'x-api-key',
  secret: '',
  concurrency: 10,
  timeoutSeconds: 30,
  hasRate: false,
  rateCount: 10,
  ratePerSeconds: 1,
  rateBurst: 1,
  retryPercent: 20,
  retryPerMinute: 30,
  hasBreaker: true,
  breakerFailures: 10,
  breakerWindowSeconds: 30,
  breakerOpenSeconds: 15,
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
    ...policyForm(connection.policy),
  };
}

function policyForm({ concurrency, timeoutSeconds, rate, retryBudget, breaker }: Connection['policy']) {
  return {
    concurrency,
    timeoutSeconds,
    hasRate: rate !== null,
    rateCount: rate?.count ?? blankConnection.rateCount,
    ratePerSeconds: rate?.perSeconds ?? blankConnection.ratePerSeconds,
    rateBurst: rate?.burst ?? blankConnection.rateBurst,
    retryPercent: Math.round(retryBudget.ratio * 100),
    retryPerMinute: retryBudget.minPerMinute,
    hasBreaker: breaker !== null,
    breakerFailures: breaker?.failures ?? blankConnection.breakerFailures,
    breakerWindowSeconds: breaker?.windowSeconds ?? blankConnection.breakerWindowSeconds,
    breakerOpenSeconds: breaker?.openSeconds ?? blankConnection.breakerOpenSeconds,
  };
}

/** What is sent to save it: only the fields its kind of authentication has. */
export function bodyOf(form: ConnectionForm) {
  return {
    system: form.system.trim(),
    address: form.address.trim(),
    auth: authOf(form),
    policy: policyOf(form),
  };
}

function policyOf(form: ConnectionForm) {
  return {
    concurrency: form.concurrency,
    timeoutSeconds: form.timeoutSeconds,
    rate: form.hasRate ? { count: form.rateCount, perSeconds: form.ratePerSeconds, burst: form.rateBurst } : null,
    retryBudget: { ratio: form.retryPercent / 100, minPerMinute: form.retryPerMinute },
    breaker: form.hasBreaker
      ? { failures: form.breakerFailures, windowSeconds: form.breakerWindowSeconds, openSeconds: form.breakerOpenSeconds }
      : null,
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
    default:
      throw new Error(`the form does not know ${form.kind}`);
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
  if (form.hasRate) {
    if (!isWhole(form.rateCount)) errors.rateCount = 'At least 1.';
    if (!(form.ratePerSeconds > 0)) errors.ratePerSeconds = 'More than 0.';
    if (!isWhole(form.rateBurst)) errors.rateBurst = 'At least 1.';
    else if (form.rateBurst > form.rateCount) errors.rateBurst = `At most ${form.rateCount}.`;
  }
  if (form.hasBreaker) {
    if (!isWhole(form.breakerFailures)) errors.breakerFailures = 'At least 1.';
    if (!(form.breakerWindowSeconds >= 1)) errors.breakerWindowSeconds = 'At least 1 s.';
    if (!(form.breakerOpenSeconds >= 1)) errors.breakerOpenSeconds = 'At least 1 s.';
  }
  return errors;
}

function isWhole(count: number): boolean {
  return Number.isInteger(count) && count >= 1;
}

/** Where the API's name of a field is not that of the form. */
const formFields: Readonly<Record<string, keyof ConnectionForm>> = {
  'rate.count': 'rateCount',
  'rate.perSeconds': 'ratePerSeconds',
  'rate.burst': 'rateBurst',
  'retryBudget.ratio': 'retryPercent',
  'retryBudget.minPerMinute': 'retryPerMinute',
  'breaker.failures': 'breakerFailures',
  'breaker.windowSeconds': 'breakerWindowSeconds',
  'breaker.openSeconds': 'breakerOpenSeconds',
};

/** Errors the server found, by the field of the form they belong to; `auth.user` belongs to `user`. */
export function errorsFromServer(details: readonly { path: string; message: string }[]): FormErrors {
  const errors: FormErrors = {};
  for (const { path, message } of details) {
    const keys = path.split('.');
    const field = formFields[keys.slice(-2).join('.')] ?? (keys.at(-1) as keyof ConnectionForm);
    if (field in blankConnection) errors[field] = message;
  }
  return errors;
}
