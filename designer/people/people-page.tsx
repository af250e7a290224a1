import { SegmentedControl } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Permission } from '../server/may-of.ts';
import { useMay } from '../server/use-may.ts';
import { NotFound } from '../shell/not-found.tsx';
import { Page } from '../shell/page.tsx';
import { peopleTexts as texts } from '../texts/people.ts';
import { AllTokens } from '../tokens/all-tokens.tsx';
import { Accounts } from './accounts.tsx';
import classes from './people.module.css';
import { SignOn } from './sign-on/sign-on.tsx';

const sections = ['accounts', 'services', 'tokens', 'sign-on'] as const;
type Section = (typeof sections)[number];

const needed: Partial<Record<Section, Permission>> = { tokens: 'tokens.manage', 'sign-on': 'sso.manage' };

/** Who may do what: people, service accounts, their tokens, and single sign-on. */
export function PeoplePage({ section, open }: { section: string; open: string | null }) {
  const [, go] = useLocation();
  const may = useMay();
  const shown = sections.filter((name) => needed[name] === undefined || may(needed[name]));
  const current = shown.find((name) => name === section);
  if (current === undefined) return <NotFound />;
  const openIn = (id: string | null) => go(id === null ? `/people/${current}` : `/people/${current}/${id}`);
  return (
    <Page crumbs={[{ title: texts.people, path: '/people' }, ...(current === 'accounts' ? [] : [{ title: texts.sections[current] }])]}>
      <div className={classes.tabs}>
        <SegmentedControl
          aria-label={texts.whichSection}
          value={current}
          onChange={(next) => go(next === 'accounts' ? '/people' : `/people/${next}`)}
          data={shown.map((name) => ({ value: name, label: texts.sections[name] }))}
        />
      </div>
      {current === 'accounts' && <Accounts key="person" kind="person" open={open} onOpen={openIn} />}
      {current === 'services' && <Accounts key="service" kind="service" open={open} onOpen={openIn} />}
      {current === 'tokens' && <AllTokens open={open} onOpen={openIn} />}
      {current === 'sign-on' && <SignOn open={open} onOpen={openIn} />}
    </Page>
  );
}
