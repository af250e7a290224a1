import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { shellTexts as texts } from '../texts/shell.ts';
import { Page } from './page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page crumbs={[{ title: texts.notFound }]}>
      <EmptyState
        title={texts.thereIsNothingAtThis}
        action={
          <Button component={Link} href="/flows">
            {texts.goToFlows}
          </Button>
        }
      >
        {texts.theFlowOrRunMay}
      </EmptyState>
    </Page>
  );
}
