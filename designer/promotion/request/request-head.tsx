import { Link } from 'wouter';
import { EnvChip } from '../../kit/env-chip.tsx';
import { formatDay } from '../../kit/format.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { useSignedIn } from '../../server/session.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { PersonFace } from '../person-face.tsx';
import { turnLook } from '../promotion-looks.ts';
import type { ItemHead } from '../shapes.ts';
import classes from './request-head.module.css';

/** What goes from where to where, what it replaces, who asked, and whose turn it is. */
export function RequestHead({ request }: { request: Promotion }) {
  const { environments } = useSignedIn();
  const kindOf = (name: string) => environments.find((environment) => environment.name === name)?.class ?? 'dev';
  const [only] = request.items;
  const isSingle = request.items.length === 1 && only !== undefined;
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <h2 className={classes.title}>{request.title}</h2>
        <span className={classes.who}>
          <Link href="/promotion" className={classes.back}>
            {texts.backToRequests}
          </Link>
          {texts.openedBy(request.id)}
          <PersonFace name={request.author} />
          <span className={classes.author}>{request.author}</span>
        </span>
      </div>
      <div className={classes.line}>
        <EnvChip name={request.from} kind={kindOf(request.from)} />
        {isSingle && <b className="mono">{texts.v(only.version)}</b>}
        <Glyph name="arrow-right" className={classes.arrow} />
        <EnvChip name={request.to} kind={kindOf(request.to)} />
        <span className={classes.replaces}>{isSingle ? <Replaces item={only} to={request.to} /> : texts.bundle(request.items.length)}</span>
        <span className={classes.state}>
          <StatusBadge look={turnLook(request)} variant="pill" />
        </span>
      </div>
      {!isSingle && (
        <ul className={classes.items}>
          {request.items.map((item) => (
            <li key={`${item.kind} ${item.name}`}>
              <span>{item.title}</span> <b className="mono">{texts.v(item.version)}</b> <Replaces item={item} to={request.to} />
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function Replaces({ item, to }: { item: ItemHead; to: string }) {
  if (item.replaces === null) return texts.firstThere(to);
  const version = <b className="mono">{texts.v(item.replaces)}</b>;
  if (item.since === null) return <Phrase text={texts.replacesPlain('{version}')} version={version} />;
  return <Phrase text={texts.replaces} version={version} when={formatDay(new Date(item.since), new Date())} />;
}
