import { Page } from '../shell/page.tsx';

export function RunsPage() {
  return <Page crumbs={[{ title: 'Runs' }]}>{null}</Page>;
}
