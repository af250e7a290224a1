import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useDemo } from '../server/queries.ts';
import { Page } from '../shell/page.tsx';
import { systemsTexts as texts } from '../texts/systems.ts';
import { ErpCard } from './erp-card.tsx';
import { ShopCard } from './shop-card.tsx';
import classes from './systems.module.css';

/** The demo systems, to send orders with and to break on purpose. */
export function SystemsPage() {
  const demo = useDemo();
  const phase = useLoadingPhase(demo.isPending);
  return (
    <Page crumbs={[{ title: texts.systems }]}>
      <div className={classes.page}>
        <PageHeader title={texts.systems} />
        <div className={classes.content}>
          <Note family="info" icon="flask">
            <strong>{texts.simulatorsNothingHereLeavesThis}</strong> {texts.simulatorsBehave}
          </Note>
          {demo.isError && !demo.data && (
            <FailureNote what={texts.theDemoSystemsCouldNot} failure={demo.error} onRetry={() => void demo.refetch()} />
          )}
          {phase === 'skeleton' && <Skeleton rows={8} rowHeight={43} what={texts.theDemoSystems} />}
          {phase === 'ready' && demo.data && (
            <>
              <ShopCard shop={demo.data.shop} />
              <ErpCard erp={demo.data.erp} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
