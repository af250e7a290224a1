import { Page } from '../shell/page.tsx';

export function SystemsPage() {
  return <Page crumbs={[{ title: 'Systems' }]}>{null}</Page>;
}
