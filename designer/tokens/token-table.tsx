import type { Column } from '../kit/data-table/column.ts';
import { RelativeTime } from '../kit/relative-time.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useNow } from '../kit/use-now.ts';
import { grantSentences } from '../people/grants/grant-words.ts';
import classes from '../people/people.module.css';
import type { ApiToken } from '../server/access-shapes.ts';
import { tokenTexts as texts } from '../texts/tokens.ts';
import { daysLeft, stateOf, tokenLooks } from './token-state.ts';

/** Name, whose, what it may do, its end and when it was last used. */
export function tokenColumns(order: readonly string[], isNarrow: boolean): Column<ApiToken>[] {
  const all: Column<ApiToken>[] = [
    {
      id: 'name',
      title: texts.name,
      width: 'minmax(170px, 1.4fr)',
      render: (token) => (
        <div className={classes.lead}>
          <span className={classes.name}>{token.name}</span>
          <span className={`mono ${classes.under}`}>{token.start}…</span>
        </div>
      ),
    },
    { id: 'owner', title: texts.owner, width: 'minmax(120px, 1fr)', render: (token) => token.owner.name },
    {
      id: 'may',
      title: texts.may,
      width: 'minmax(190px, 2fr)',
      render: (token) => <span className={classes.secondary}>{scopeWords(token, order)}</span>,
    },
    {
      id: 'used',
      title: texts.lastUsed,
      width: '138px',
      render: ({ lastUsedAt }) =>
        lastUsedAt === null ? (
          <span className={classes.hint}>{texts.neverUsed}</span>
        ) : (
          <RelativeTime at={lastUsedAt} className={classes.secondary ?? ''} />
        ),
    },
    { id: 'state', title: texts.state, width: '184px', render: (token) => <TokenBadge token={token} /> },
  ];
  return isNarrow ? all.filter(({ id }) => id !== 'may' && id !== 'used') : all;
}

/** How a token stands; before its end with the days that are left. */
export function TokenBadge({ token }: { token: ApiToken }) {
  const now = useNow();
  const state = stateOf(token, now);
  const left = state === 'soon' || state === 'valid' ? texts.daysLeft(daysLeft(token.expiresAt, now)) : undefined;
  return <StatusBadge look={tokenLooks[state]} variant={state === 'valid' ? 'quiet' : 'plain'} detail={left} />;
}

/** What a token may do, in words. */
export function scopeWords({ grants, permissions, owner }: ApiToken, order: readonly string[]): string {
  const scope = grants === null ? texts.sameAsOwner(owner.name) : grantSentences(grants, order).join('; ');
  return permissions === null ? scope : `${scope}, ${texts.onlyPermissions(permissions.length)}`;
}
