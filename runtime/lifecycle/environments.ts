/** Where flows run. The class decides how dangerous it looks and what it asks for. */
export type Environment = { readonly name: string; readonly class: 'dev' | 'test' | 'prod' };

export const defaultEnvironments: readonly Environment[] = [
  { name: 'dev', class: 'dev' },
  { name: 'test', class: 'test' },
  { name: 'prod', class: 'prod' },
];
