import { useLocation, useSearchParams } from 'wouter';
import { useSignedIn } from '../server/session.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { promotionTexts as texts } from '../texts/promotion.ts';
import { BoardPane } from './board/board-pane.tsx';
import { ComposePane } from './compose/compose-pane.tsx';
import { itemOf } from './compose/composition.ts';
import { DeploymentsPane } from './deployments/deployments-pane.tsx';
import { cellPath, composePath } from './promotion-address.ts';
import classes from './promotion-page.module.css';
import { useBoard, usePromotion } from './promotion-queries.ts';
import { RequestList } from './request/request-list.tsx';
import { RequestPane } from './request/request-pane.tsx';

/** What runs where on the left, on the right one request, a new one, or what ran in one environment. */
export function PromotionPage({ id }: { id: string | null }) {
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const { environments } = useSignedIn();
  const environment = useEnvironment();
  const board = useBoard();
  useLiveEvents({ env: environment.name });
  const flow = search.get('flow');
  const env = search.get('env');
  const isNew = id === 'new';
  const request = id !== null && !isNew ? id : null;
  const cell = id === null && flow !== null && env !== null ? { flow, env } : null;
  const known = board.data?.flows.find((each) => each.id === flow);
  const name = known?.name ?? flow ?? '';
  const shown = useShownRow(request, cell);
  const crumbs = [
    { title: texts.title, path: '/promotion' },
    ...(isNew ? [{ title: texts.newRequest }] : request ? [{ title: request }] : cell ? [{ title: name }] : []),
  ];
  return (
    <Page crumbs={crumbs}>
      <div className={classes.split} data-envs={Math.min(environments.length, 5)}>
        <BoardPane
          board={board}
          shown={shown}
          onOpen={(row, at) => {
            const cell = at === null ? undefined : row.cells[at];
            if (row.kind !== 'flow') go(row.kind === 'lookup' ? `/lookups/${row.id}` : `/contracts/${row.id}`);
            else if (at === null) go(`/flows/${row.id}/versions`);
            else go(cell?.state === 'approval' && cell.promotion !== null ? `/promotion/${cell.promotion}` : cellPath(row.id, at));
          }}
          onPromote={(rows, { from, to }) => go(composePath({ from, to, items: rows.map((row) => itemOf(row, from)) }))}
        />
        <section className={classes.side} aria-label={crumbs.at(-1)?.title ?? texts.title}>
          {request !== null && <RequestPane key={request} id={request} />}
          {isNew && <ComposePane key={search.toString()} search={search} board={board.data} />}
          {cell && (
            <DeploymentsPane
              key={`${cell.flow} ${cell.env}`}
              flow={cell.flow}
              name={name}
              env={cell.env}
              channel={known?.channel ?? ''}
              isPane
            />
          )}
          {id === null && !cell && <RequestList />}
        </section>
      </div>
    </Page>
  );
}

/** The row that what is shown at the right is about. */
function useShownRow(request: string | null, cell: { flow: string; env: string } | null): { id: string; env: string | null } | null {
  const { data } = usePromotion(request);
  if (cell) return { id: cell.flow, env: cell.env };
  const [first] = data?.items ?? [];
  return data && first ? { id: first.name, env: data.to } : null;
}
