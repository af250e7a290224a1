/** The kinds of things that have a file, in the order in which they are written to an installation: what others build on comes first. */
export const kinds = ['contract', 'lookup', 'variables', 'environment', 'connection', 'flow', 'deployments'] as const;
export type Kind = (typeof kinds)[number];

export const folderNames = ['connections', 'contracts', 'flows', 'lookups'] as const;

/** What a path is for; null: none of ours. `flows/orders.flow.json` is the flow `orders`. */
export type Place = { readonly kind: Kind; readonly name: string; readonly isRows: boolean };

export function placeOf(path: string): Place | null {
  if (path === 'environment.json') return { kind: 'environment', name: '', isRows: false };
  if (path === 'variables.json') return { kind: 'variables', name: '', isRows: false };
  if (path === 'deployments.json') return { kind: 'deployments', name: '', isRows: false };
  const [, folder, name, ending] =
    /^(flows|contracts|lookups|connections)\/([^/]+?)(\.flow\.json|\.schema\.json|\.json|\.csv)$/.exec(path) ?? [];
  if (folder === undefined || name === undefined || name.startsWith('.')) return null;
  if (folder === 'flows') return ending === '.flow.json' ? { kind: 'flow', name, isRows: false } : null;
  if (folder === 'contracts') return ending === '.schema.json' ? { kind: 'contract', name, isRows: false } : null;
  if (folder === 'connections') return ending === '.json' ? { kind: 'connection', name, isRows: false } : null;
  return ending === '.json' || ending === '.csv' ? { kind: 'lookup', name, isRows: ending === '.csv' } : null;
}

export const pathOf = {
  environment: 'environment.json',
  variables: 'variables.json',
  deployments: 'deployments.json',
  readme: 'README.md',
  attributes: '.gitattributes',
  flow: (id: string) => `flows/${id}.flow.json`,
  contract: (name: string) => `contracts/${name}.schema.json`,
  lookup: (name: string) => `lookups/${name}.json`,
  rows: (name: string) => `lookups/${name}.csv`,
  connection: (name: string) => `connections/${name}.json`,
} as const;

/** What may be asked of a folder: files, MB each, MB together. */
export const folderLimits = { files: 5_000, fileBytes: 8_000_000, bytes: 24_000_000 } as const;
