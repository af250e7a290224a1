import { Page } from '../shell/page.tsx';

export function FlowList() {
  return <Page crumbs={[{ title: 'Flows' }]}>{null}</Page>;
}
