import { Page } from '../shell/page.tsx';

export function ContractsPage({ name }: { name: string | null }) {
  return <Page crumbs={[{ title: name ?? 'Contracts' }]}>{null}</Page>;
}
