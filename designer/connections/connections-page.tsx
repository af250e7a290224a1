import { Page } from '../shell/page.tsx';

export function ConnectionsPage({ name }: { name: string | null }) {
  return <Page crumbs={[{ title: name ?? 'Connections' }]}>{null}</Page>;
}
