import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { filesTexts as texts } from '../texts/files.ts';
import { ComparePanel } from './compare-panel.tsx';
import { DownloadPanel } from './download-panel.tsx';
import { DriftPanel } from './drift-panel.tsx';
import classes from './files.module.css';

/** The environment as files: kept in Git, compared, applied; and what was changed past them. */
export function FilesPage() {
  const environment = useEnvironment();
  return (
    <Page crumbs={[{ title: texts.title }]}>
      <div className={classes.scroll}>
        <div className={classes.content}>
          <header>
            <h1 className={classes.title}>{texts.title}</h1>
            <p className={classes.hint}>{texts.lead(environment.name)}</p>
          </header>
          <DownloadPanel env={environment.name} />
          {/* Files that were chosen for one environment are not taken for another. */}
          <ComparePanel key={environment.name} environment={environment} />
          <DriftPanel env={environment.name} />
        </div>
      </div>
    </Page>
  );
}
