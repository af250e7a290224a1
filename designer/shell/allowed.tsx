import type { ReactNode } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import type { Permission } from '../server/may-of.ts';
import { useMay } from '../server/use-may.ts';
import { shellTexts as texts } from '../texts/shell.ts';
import { Page } from './page.tsx';

/** A screen for those who may see it; others who have its address are told whom to ask. */
export function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const may = useMay();
  if (may(permission)) return children;
  return (
    <Page crumbs={[{ title: texts.notForYou }]}>
      <EmptyState title={texts.notAllowed}>{texts.notAllowedText}</EmptyState>
    </Page>
  );
}
