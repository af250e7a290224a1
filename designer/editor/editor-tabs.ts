/** The tabs of an open flow by their part of the address. */
export const editorTabs = ['design', 'tests', 'runs', 'versions', 'settings'] as const;
export type EditorTab = (typeof editorTabs)[number];

export const tabTitles: Record<EditorTab, string> = {
  design: 'Design',
  tests: 'Test cases',
  runs: 'Runs',
  versions: 'Versions',
  settings: 'Settings',
};

export function tabOf(part: string | undefined): EditorTab {
  return editorTabs.find((tab) => tab === part) ?? 'design';
}

/** The address of a tab; with a run, the canvas with that run over it. */
export function tabPath(flowId: string, tab: EditorTab, run?: string): string {
  const path = tab === 'design' ? `/flows/${flowId}` : `/flows/${flowId}/${tab}`;
  return run === undefined ? path : `${path}?run=${encodeURIComponent(run)}`;
}
