import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { type AuthField, authFields, type CredentialKind } from './auth-fields.ts';
import { type FormWindow, windowBody, windowForm, windowProblems } from './maintenance-form.ts';

export type AuthKind = Connection['auth']['kind'];
const texts = connectionsTexts.errors;

/** A secret as it is being written. `keep`: the stored one stays, with another last day at most. */
export type SecretInput = {
  readonly mode: 'keep' | 'value' | 'place';
  readonly value: string;
  /** `env:NAME` or `file:PATH`. */
  readonly place: string;
  /** The last day it is valid, `2026-12-31`; empty: not known. */
  readonly until: string;
};

/** A connection as it is being edited. What is typed for one kind of credentials stays when another is looked at. */
export type ConnectionForm = {
  readonly name: string;
  readonly system: string;
  readonly address: string;
  readonly kind: AuthKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretInput>>;
  /** The secret before a new one stays valid. */
  readonly isRotation: boolean;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
  readonly hasRate: boolean;
  readonly rateCount: number;
  readonly ratePerSeconds: number;
  readonly rateBurst: number;
  readonly retryPercent: number;
  readonly retryPerMinute: number;
  readonly hasBreaker: boolean;
  readonly breakerFailures: number;
  readonly breakerWindowSeconds: number;
  readonly breakerOpenSeconds: number;
  readonly network: 'public' | 'private';
  readonly maintenance: readonly FormWindow[];
};

export const blankConnection: ConnectionForm = {
  name: '',
  system: 'http',
  address: '',
  kind: 'none',
  fields: {},
  secrets: {},
  isRotation: true,
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
  network: 'public',
  maintenance: [],
};

export function formOf({ name, system, address, auth, policy }: Connection): ConnectionForm {
  const { kind, hasSecret: _, secrets, ...fields } = auth;
  return {
    name,
    system,
    address,
    kind,
    fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value === undefined ? '' : String(value)])),
    secrets: Object.fromEntries(
      Object.entries(secrets)
        .filter(([, { isSet }]) => isSet)
        .map(([field, { from, expiresAt }]) => [
          field,
          { mode: 'keep', value: '', place: from ?? '', until: expiresAt?.slice(0, 10) ?? '' } satisfies SecretInput,
        ]),
    ),
    isRotation: true,
    ...policyForm(policy),
  };
}

function policyForm({ concurrency, timeoutSeconds, rate, retryBudget, breaker, network, maintenance }: Connection['policy']) {
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
    network,
    maintenance: maintenance.map(windowForm),
  };
}

export const unwrittenSecret: SecretInput = { mode: 'value', value: '', place: '', until: '' };

/** What is sent: only the fields of the chosen kind, and only those secrets that change. `opened`: the connection the form was made of. */
export function bodyOf(form: ConnectionForm, kind: CredentialKind | undefined, opened: Connection | null) {
  return {
    system: form.system.trim(),
    address: form.address.trim(),
    auth: { kind: form.kind, ...(kind && authBody(form, authFields(kind), opened)) } as { kind: 'none' },
    policy: policyBody(form),
  };
}

function authBody(form: ConnectionForm, fields: readonly AuthField[], opened: Connection | null): Record<string, unknown> {
  const stored = opened?.auth.kind === form.kind ? opened.auth.secrets : {};
  const entries = fields.flatMap((field): [string, unknown][] => {
    if (field.isSecret) {
      const written = secretBody(form.secrets[field.key], stored[field.key]);
      return written === undefined ? [] : [[field.key, written]];
    }
    const value = fieldText(form, field).trim();
    return value === '' ? [] : [[field.key, value]];
  });
  const isReplaced = fields.some(({ isSecret, key }) => isSecret && form.secrets[key]?.mode !== 'keep');
  const keepsOld = form.kind === 'webhook-secret' && form.isRotation && isReplaced && stored.secret?.isSet === true;
  return { ...Object.fromEntries(entries), ...(keepsOld && { isRotation: true }) };
}

/** What stands in a public field; its default until something else is typed. */
export function fieldText(form: ConnectionForm, field: AuthField): string {
  return form.fields[field.key] ?? field.default;
}

function secretBody(input: SecretInput | undefined, stored: { readonly expiresAt: string | null } | undefined): unknown {
  if (!input) return undefined;
  const expiresAt = input.until === '' ? null : `${input.until}T23:59:59Z`;
  switch (input.mode) {
    case 'keep':
      return input.until === (stored?.expiresAt?.slice(0, 10) ?? '') ? undefined : { expiresAt };
    case 'value':
      if (input.value === '') return undefined;
      return expiresAt === null ? input.value : { value: input.value, expiresAt };
    case 'place':
      if (input.place.trim() === '') return undefined;
      return { from: input.place.trim(), ...(expiresAt !== null && { expiresAt }) };
  }
}

function policyBody(form: ConnectionForm) {
  return {
    concurrency: form.concurrency,
    timeoutSeconds: form.timeoutSeconds,
    rate: form.hasRate ? { count: form.rateCount, perSeconds: form.ratePerSeconds, burst: form.rateBurst } : null,
    retryBudget: { ratio: form.retryPercent / 100, minPerMinute: form.retryPerMinute },
    breaker: form.hasBreaker
      ? { failures: form.breakerFailures, windowSeconds: form.breakerWindowSeconds, openSeconds: form.breakerOpenSeconds }
      : null,
    network: form.network,
    maintenance: form.maintenance.map(windowBody),
  };
}

/** By field: `address`, `auth.user`, `rateBurst`, `maintenance.0.from`. */
export type FormErrors = Readonly<Record<string, string>>;

/** What keeps a form from being saved, by field. `known`: the names that are taken; null while an existing one is edited. */
export function errorsOf(
  form: ConnectionForm,
  {
    known,
    kind,
    opened,
  }: { readonly known: readonly string[] | null; readonly kind: CredentialKind | undefined; readonly opened: Connection | null },
): FormErrors {
  const errors: Record<string, string> = {};
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(form.name)) errors.name = texts.name;
  else if (known?.includes(form.name)) errors.name = texts.nameTaken(form.name);
  if (form.system.trim() === '') errors.system = texts.system;
  const schemes = kind?.schemes ?? ['http', 'https'];
  if (!schemes.some((scheme) => new RegExp(`^${scheme}://[^\\s/]+`, 'i').test(form.address.trim())))
    errors.address = texts.address(schemes);
  const stored = opened?.auth.kind === form.kind ? opened.auth.secrets : {};
  Object.assign(errors, elsewhereErrors(form, kind, opened));
  for (const field of kind ? authFields(kind) : []) {
    const problem = field.isSecret
      ? secretProblem(field, form.secrets[field.key], stored[field.key]?.isSet === true)
      : fieldProblem(form, field);
    if (problem !== null) errors[`auth.${field.key}`] = problem;
  }
  if (!isWhole(form.concurrency)) errors.concurrency = texts.atLeast1;
  if (!(form.timeoutSeconds > 0)) errors.timeoutSeconds = texts.moreThan0;
  if (form.hasRate) {
    if (!isWhole(form.rateCount)) errors.rateCount = texts.atLeast1;
    if (!(form.ratePerSeconds > 0)) errors.ratePerSeconds = texts.moreThan0;
    if (!isWhole(form.rateBurst)) errors.rateBurst = texts.atLeast1;
    else if (form.rateBurst > form.rateCount) errors.rateBurst = texts.atMost(form.rateCount);
  }
  if (form.hasBreaker) {
    if (!isWhole(form.breakerFailures)) errors.breakerFailures = texts.atLeast1;
    if (!(form.breakerWindowSeconds >= 1)) errors.breakerWindowSeconds = texts.atLeast1Second;
    if (!(form.breakerOpenSeconds >= 1)) errors.breakerOpenSeconds = texts.atLeast1Second;
  }
  form.maintenance.forEach((window, i) => {
    for (const [field, problem] of Object.entries(windowProblems(window))) errors[`maintenance.${i}.${field}`] = problem;
  });
  return errors;
}

/** Stored secrets are given again where the connection would send them to a host that never got them; shown before anything is saved. */
export function elsewhereErrors(form: ConnectionForm, kind: CredentialKind | undefined, opened: Connection | null): FormErrors {
  if (!kind || kind.kind === 'webhook-secret' || opened?.auth.kind !== form.kind) return {};
  const before = formOf(opened);
  const place = [
    [before.address, form.address],
    [before.fields.tokenUrl ?? '', form.fields.tokenUrl ?? ''],
  ].flatMap(([was = '', is = '']) => (URL.canParse(is.trim()) && hostIn(is) !== hostIn(was) ? [hostIn(is)] : []))[0];
  if (place === undefined) return {};
  const kept = authFields(kind).filter(({ isSecret, key }) => isSecret && form.secrets[key]?.mode === 'keep');
  return Object.fromEntries(kept.map(({ key, title }) => [`auth.${key}`, texts.elsewhere(title, place)]));
}

function hostIn(address: string): string {
  if (!URL.canParse(address.trim())) return '';
  const { protocol, host } = new URL(address.trim());
  return `${protocol}//${host.toLowerCase()}`;
}

function fieldProblem(form: ConnectionForm, field: AuthField): string | null {
  const value = fieldText(form, field).trim();
  if (value === '') return field.isRequired ? texts.missing(field.title) : null;
  if (field.hasLines && !value.startsWith('-----BEGIN ')) return texts.pem;
  return field.pattern && !field.pattern.test(value) ? texts.pattern(field.title) : null;
}

function secretProblem(field: AuthField, input: SecretInput | undefined, isStored: boolean): string | null {
  const mode = input?.mode ?? 'value';
  if (mode === 'keep') return isStored || !field.isRequired ? null : texts.missing(field.title);
  if (mode === 'value') return (input?.value ?? '') === '' && field.isRequired ? texts.missing(field.title) : null;
  return /^(env:[A-Za-z_]\w*|file:[^/\\][^\\]*)$/.test(input?.place.trim() ?? '') ? null : texts.place;
}

function isWhole(count: number): boolean {
  return Number.isInteger(count) && count >= 1;
}

/** Where the API's name of a field is not that of the form. */
const formFields: Readonly<Record<string, string>> = {
  'rate.count': 'rateCount',
  'rate.perSeconds': 'ratePerSeconds',
  'rate.burst': 'rateBurst',
  'retryBudget.ratio': 'retryPercent',
  'retryBudget.minPerMinute': 'retryPerMinute',
  'breaker.failures': 'breakerFailures',
  'breaker.windowSeconds': 'breakerWindowSeconds',
  'breaker.openSeconds': 'breakerOpenSeconds',
};

/** Errors the server found, by the field of the form they belong to. */
export function errorsFromServer(details: readonly { path: string; message: string }[]): FormErrors {
  return Object.fromEntries(
    details.flatMap(({ path, message }) => {
      const place = path
        .replaceAll(/\[(\d+)\]/g, '.$1')
        .replace(/^body\./, '')
        .replace(/^policy\./, '');
      const field = formFields[place] ?? place;
      const isKnown = /^(auth\.\w|maintenance\.\d)/.test(field) || field in blankConnection;
      return isKnown ? [[field, message.charAt(0).toUpperCase() + message.slice(1)]] : [];
    }),
  );
}

/** How many of the form's parts differ: what stands beside the button that saves. */
export function changesIn(form: ConnectionForm, before: ConnectionForm): number {
  const parts: readonly (readonly (keyof ConnectionForm)[])[] = [
    ['name'],
    ['system'],
    ['address'],
    ['kind', 'fields', 'secrets'],
    ['concurrency', 'timeoutSeconds', 'hasRate', 'rateCount', 'ratePerSeconds', 'rateBurst'],
    ['hasBreaker', 'breakerFailures', 'breakerWindowSeconds', 'breakerOpenSeconds', 'retryPercent', 'retryPerMinute'],
    ['network'],
    ['maintenance'],
  ];
  return parts.filter((part) => part.some((key) => JSON.stringify(form[key]) !== JSON.stringify(before[key]))).length;
}
