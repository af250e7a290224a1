import { Fragment, type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { Glyph } from '../kit/glyph.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { shellTexts as texts } from '../texts/shell.ts';
import { useEnvironment } from './environment.ts';
import { EnvironmentMenu } from './environment-menu.tsx';
import { openOverlay } from './overlays.ts';
import classes from './page.module.css';

export type Crumb = { title: string; path?: string };

type Props = {
  /** From the section to this page; the last one is the page itself. */
  crumbs: readonly Crumb[];
  /** Left of the search box. */
  actions?: ReactNode;
  /** Leave the search box out where the page has one of its own. */
  hasSearch?: boolean;
  children: ReactNode;
};

/** A screen below the rail: the top bar, and the screen's own content with the rest of the height. */
export function Page({ crumbs, actions, hasSearch = true, children }: Props) {
  const environment = useEnvironment();
  const title = crumbs.at(-1)?.title ?? '';
  useEffect(() => {
    document.title = `${environment.class === 'prod' ? `${environment.name}: ` : ''}${title} - Crossdock`;
  }, [environment, title]);
  return (
    <div className={classes.page}>
      <section className={classes.bar} aria-label={texts.page}>
        <EnvironmentMenu />
        <nav aria-label={texts.breadcrumb} className={classes.crumbs}>
          {crumbs.map((crumb, index) => (
            <Fragment key={crumb.title}>
              {index > 0 && (
                <span className={classes.slash} aria-hidden>
                  /
                </span>
              )}
              {crumb.path !== undefined && index < crumbs.length - 1 ? (
                <Link href={crumb.path} className={classes.crumb}>
                  {crumb.title}
                </Link>
              ) : (
                <span
                  className={classes.here}
                  data-last={index === crumbs.length - 1 || undefined}
                  aria-current={index === crumbs.length - 1 ? 'page' : undefined}
                >
                  {crumb.title}
                </span>
              )}
            </Fragment>
          ))}
        </nav>
        <div className={classes.right}>
          {actions}
          {hasSearch && <SearchButton />}
        </div>
      </section>
      <main className={classes.content}>{children}</main>
    </div>
  );
}

function SearchButton() {
  return (
    <button type="button" className={classes.search} onClick={() => openOverlay('palette')}>
      <Glyph name="search" size={14} />
      <span className="ellipsis">{texts.searchOrRunACommand}</span>
      <ShortcutCaps shortcut="mod+k" />
    </button>
  );
}
