import type { ItemKind } from './shapes.ts';

type Asked = {
  readonly from?: string | null;
  readonly to: string;
  readonly items: readonly { readonly kind: ItemKind; readonly id: string; readonly version?: number | null }[];
};

/** The address of a form for a new request: `/promotion/new?to=prod&from=test&flow=orders@14&lookup=uom`. */
export function composePath({ from, to, items }: Asked): string {
  const search = new URLSearchParams();
  if (from !== undefined && from !== null) search.set('from', from);
  search.set('to', to);
  for (const { kind, id, version } of items) search.append(kind, version === undefined || version === null ? id : `${id}@${version}`);
  return `/promotion/new?${search}`;
}

/** The address of what runs of a flow in an environment. */
export function cellPath(flow: string, env: string): string {
  return `/promotion?${new URLSearchParams({ flow, env })}`;
}

export type Composed = {
  readonly from: string | null;
  readonly to: string | null;
  readonly items: readonly { readonly kind: ItemKind; readonly id: string; readonly version: number | null }[];
};

/** What an address of `composePath` asks for. */
export function readCompose(search: URLSearchParams): Composed {
  const items = (['flow', 'lookup', 'contract'] as const).flatMap((kind) =>
    search.getAll(kind).map((text) => {
      const [, id = text, version] = kind === 'flow' ? (/^(.*)@(\d{1,9})$/.exec(text) ?? []) : [];
      return { kind, id, version: version === undefined ? null : Number(version) };
    }),
  );
  return { from: search.get('from'), to: search.get('to'), items };
}
