import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { Page } from './page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page crumbs={[{ title: 'Not found' }]}>
      <EmptyState
        title="There is nothing at this address."
        action={
          <Button component={Link} href="/flows">
            Go to flows
          </Button>
        }
      >
        The flow or run may have been deleted, or the link was cut off when it was copied.
      </EmptyState>
    </Page>
  );
}
