import { ActionIcon, Button, Select, Textarea, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { EmptyState } from '../../kit/empty-state.tsx';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Note } from '../../kit/note.tsx';
import { Skeleton } from '../../kit/skeleton.tsx';
import { ApiFailure } from '../../server/api-failure.ts';
import { client, reply } from '../../server/client.ts';
import { useSignedIn } from '../../server/session.ts';
import type { Board, PromotionPreview } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { matrixRows } from '../board/matrix-rows.ts';
import { Changes } from '../changes/changes.tsx';
import { composePath, readCompose } from '../promotion-address.ts';
import { usePreview } from '../promotion-queries.ts';
import { keepRequest } from '../request/request-calls.ts';
import shared from '../request/request-pane.module.css';
import { AddItem } from './add-item.tsx';
import classes from './compose-pane.module.css';
import { askedFor, type Chosen, fromAndTo, isOf, openSuggestions } from './composition.ts';
import { useDeployNow } from './use-deploy-now.ts';

/** A new request: what goes where, what would happen, and why; guarded targets get a request, others are deployed at once. */
export function ComposePane({ search, board }: { search: URLSearchParams; board: Board | undefined }) {
  const [, go] = useLocation();
  const { environments } = useSignedIn();
  const order = useMemo(() => environments.map((environment) => environment.name), [environments]);
  const asked = readCompose(search);
  const { from, to } = fromAndTo(asked, order);
  const [note, setNote] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const rows = useMemo(
    () => (board ? (['flows', 'lookups', 'contracts'] as const).flatMap((tab) => matrixRows(board, tab, order)) : []),
    [board, order],
  );
  const items = useMemo(() => askedFor(asked.items, from, rows), [asked.items, from, rows]);
  const preview = usePreview({ from, to, items });
  const plan = items.length === 0 ? undefined : preview.data;
  const kindOf = (name: string) => environments.find((environment) => environment.name === name)?.class ?? 'dev';
  const isProd = kindOf(to) === 'prod';
  const choose = (next: readonly Chosen[]) => go(composePath({ from, to, items: next }), { replace: true });
  const [only] = items;
  const isDirect = plan !== undefined && !plan.policy.isGuarded;
  const mayDeploy = useMay()('flows.deploy', to);
  const deployNow = useDeployNow(to);
  const ask = useMutation({
    mutationFn: () =>
      reply(
        client.POST('/api/promotions', {
          body: { ...(from !== null && { from }), to, items, note: note.trim(), isAutomatic: isDirect },
        }),
      ),
    onSuccess: (made) => {
      keepRequest(made);
      go(`/promotion/${made.id}`);
    },
  });
  const failure = ask.error ?? deployNow.error;
  const existing = existingOf(failure);
  const needsNote = !isDirect;
  const isNoteMissing = needsNote && note.trim() === '';
  const isReady = plan !== undefined && plan.problems.length === 0 && items.length > 0;
  const suggested = openSuggestions(plan?.suggested ?? [], asked.items);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (!isReady || isNoteMissing) return;
        // Several together are a request also where nobody has to approve: all or nothing.
        if (isDirect && mayDeploy && only?.kind === 'flow' && items.length === 1)
          deployNow.mutate({ flow: only.flow, version: only.version, why: note.trim() });
        else ask.mutate();
      }}
    >
      <header className={classes.head}>
        <h2 className={classes.title}>{texts.newRequest}</h2>
        <Link href="/promotion" className={classes.back}>
          {texts.backToRequests}
        </Link>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard */}
      <section className={shared.body} aria-label={texts.composeLead} tabIndex={0}>
        <div className={classes.where}>
          <Select
            label={texts.from}
            w={160}
            value={from ?? ''}
            data={
              from === null
                ? [{ value: '', label: texts.published }]
                : order.slice(0, order.indexOf(to)).map((value) => ({ value, label: value }))
            }
            onChange={(value) =>
              value && go(composePath({ from: value, to, items: asked.items.map(({ kind, id }) => ({ kind, id })) }), { replace: true })
            }
          />
          <Glyph name="arrow-right" className={classes.arrow} />
          <Select
            label={texts.to}
            w={160}
            value={to}
            data={order.map((value) => ({ value, label: value }))}
            onChange={(value) =>
              value && go(composePath({ to: value, items: asked.items.map(({ kind, id }) => ({ kind, id })) }), { replace: true })
            }
          />
          <span className={classes.chips}>
            {from !== null && <EnvChip name={from} kind={kindOf(from)} />}
            {from !== null && <Glyph name="arrow-right" size={14} className={classes.arrowInline} />}
            <EnvChip name={to} kind={kindOf(to)} />
          </span>
        </div>
        <section className={shared.section} aria-label={texts.items}>
          <h3 className={shared.sectionTitle}>{texts.items}</h3>
          {asked.items.length > 0 && (
            <ul className={shared.card}>
              {asked.items.map((item) => (
                <ChosenLine
                  key={`${item.kind} ${item.id}`}
                  item={item}
                  title={rows.find((row) => isOf(item, row))?.title ?? item.id}
                  plan={plan}
                  to={to}
                  onRemove={() => choose(asked.items.filter((each) => each !== item))}
                />
              ))}
            </ul>
          )}
          {asked.items.length === 0 && <EmptyState title={texts.nothingChosen}>{texts.nothingChosenHelp}</EmptyState>}
          <AddItem rows={rows} chosen={asked.items} from={from} to={to} order={order} onAdd={(item) => choose([...asked.items, item])} />
        </section>
        {suggested.length > 0 && (
          <Note
            family="info"
            icon="bulb"
            action={
              <Button
                size="xs"
                onClick={() =>
                  choose([
                    ...asked.items,
                    ...suggested.map(({ kind, name, version }) => ({ kind, id: name, version: kind === 'flow' ? version : null })),
                  ])
                }
              >
                {texts.addSuggested(suggested.length)}
              </Button>
            }
          >
            <strong>{texts.suggested}</strong>
            <ul className={classes.suggested}>
              {suggested.map((each) => (
                <li key={`${each.kind} ${each.name}`}>
                  <b>{each.title}</b> {each.why}
                </li>
              ))}
            </ul>
          </Note>
        )}
        {plan?.problems.map((problem) => (
          <Note key={problem} family="bad" icon="alert-circle" role="alert">
            {problem}
          </Note>
        ))}
        {preview.isError && items.length > 0 && (
          <FailureNote what={texts.previewFailed} failure={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {items.length > 0 && preview.isPending && <Skeleton rows={3} rowHeight={40} what={texts.whatHappens} />}
        {plan && <Changes items={plan.items} to={to} />}
        {plan && (
          <div className={classes.effects}>
            <h3 className={shared.sectionTitle}>{texts.whatHappens}</h3>
            <p>{isDirect ? texts.directLead(to) : texts.guardedLead(to)}</p>
            {!isDirect && <p>{texts.policyLine(plan.policy.approvals, plan.policy.role, plan.policy.notAuthor)}</p>}
            <p>{texts.runsFinishBundle(plan.running)}</p>
          </div>
        )}
        <Textarea
          label={isDirect ? texts.why : texts.note}
          placeholder={texts.notePlaceholder}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={note}
          error={wasTried && isNoteMissing && texts.noteMissing}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </section>
      <footer className={classes.foot}>
        {failure && <FailureNote what={isDirect ? texts.failed.deploy : texts.failed.request} failure={failure} />}
        {existing !== null && <Link href={`/promotion/${existing}`}>{texts.openRequest(existing)}</Link>}
        <div className={classes.acts}>
          <Button onClick={() => go('/promotion')}>{texts.back}</Button>
          <Button
            type="submit"
            variant={isProd ? 'prod' : 'filled'}
            leftSection={<Glyph name={isProd ? 'lock' : isDirect ? 'send' : 'git-pull-request'} size={14} />}
            loading={ask.isPending || deployNow.isPending}
            disabled={!isReady}
          >
            {isDirect ? texts.deployNow(items.length, to) : texts.askFor(to)}
          </Button>
        </div>
      </footer>
    </form>
  );
}

/** The open request that asks for the same, where that is why none was made. */
function existingOf(failure: unknown): string | null {
  if (!(failure instanceof ApiFailure) || failure.code !== 'PROMOTION_EXISTS') return null;
  const { promotion } = failure.body as { promotion?: unknown };
  return typeof promotion === 'string' ? promotion : null;
}

type LineProps = { item: Chosen; title: string; plan: PromotionPreview | undefined; to: string; onRemove: () => void };

function ChosenLine({ item, title, plan, to, onRemove }: LineProps) {
  const planned = plan?.items.find((each) => each.kind === item.kind && each.name === item.id);
  return (
    <li className={classes.item}>
      <span className={classes.itemName}>{title}</span>
      <span className={classes.itemFact}>
        {planned &&
          (planned.replaces === null
            ? texts.newIn(planned.version, to)
            : planned.replaces === planned.version && planned.parts.length === 0
              ? texts.sameIn(to)
              : texts.replacesIn(planned.version, planned.replaces, to))}
      </span>
      <Tooltip label={texts.remove(title)}>
        <ActionIcon size="xs" aria-label={texts.remove(title)} onClick={onRemove}>
          <Glyph name="x" size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
