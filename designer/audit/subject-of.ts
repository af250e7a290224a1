/** What a line is about: how it is called, where it is shown, and in which environment. */
export type Subject = { readonly title: string; readonly path: string | null; readonly env: string | null };

type Line = { readonly act: string; readonly subject: string; readonly env?: string | null; readonly details?: Record<string, unknown> };
/** `by id` stands alone; `in env` is written `dev/erp-main`. */
type Place = { readonly names: 'by id' | 'in env'; readonly path: (name: string) => string };

const flow: Place = { names: 'by id', path: (id) => `/flows/${id}` };
const run: Place = { names: 'by id', path: (id) => `/runs/${id}` };

/** Where the subjects of an act are shown, by the first word of the act. */
const places: Record<string, Place> = {
  flow,
  deployment: flow,
  run,
  approval: run,
  connection: { names: 'in env', path: (name) => `/connections/${name}` },
  lookup: { names: 'in env', path: (name) => `/lookups/${name}` },
  variable: { names: 'in env', path: () => '/variables' },
  contract: { names: 'by id', path: (name) => `/contracts/${name}` },
  environment: { names: 'by id', path: (name) => `/environments/${name}` },
  'promotion-policy': { names: 'by id', path: (name) => `/environments/${name}` },
  files: { names: 'by id', path: (name) => `/environments/${name}` },
  person: { names: 'by id', path: () => '/people' },
  session: { names: 'by id', path: () => '/people' },
  token: { names: 'by id', path: () => '/people/tokens' },
  sso: { names: 'by id', path: () => '/people/sign-on' },
  promotion: { names: 'by id', path: (id) => `/promotion/${id}` },
};

/** What a line is about. `flowNames` gives flows their name; one that is gone keeps its id. */
export function subjectOf({ act, subject, env = null, details = {} }: Line, flowNames: ReadonlyMap<string, string>): Subject {
  const place = act === 'payload.viewed' ? placeOfView(details.what) : places[act.split('.')[0] ?? ''];
  if (!place) return { title: subject, path: null, env };
  if (place.names === 'by id') return { title: flowNames.get(subject) ?? subject, path: place.path(subject), env };
  const slash = subject.indexOf('/');
  const name = subject.slice(slash + 1);
  return { title: name, path: place.path(name), env: slash < 0 ? env : subject.slice(0, slash) };
}

/** What was looked at, by the path that was asked for. */
function placeOfView(what: unknown): Place | undefined {
  const path = typeof what === 'string' ? what : '';
  return path.startsWith('/runs/') ? run : path.startsWith('/flows/') ? flow : undefined;
}
