import { Page } from '../shell/page.tsx';

export function RunPage({ runId }: { runId: string }) {
  return <Page crumbs={[{ title: 'Runs', path: '/runs' }, { title: runId }]}>{null}</Page>;
}
