import { type ReactNode, useMemo } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import { formatDuration } from '../kit/format.ts';
import { JsonText } from '../kit/json/json-text.tsx';
import { readableBody } from '../kit/json/json-tokens.ts';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { Exchange } from '../server/shapes.ts';
import { runStepsTexts } from '../texts/run-steps.ts';
import classes from './exchange-view.module.css';

/** One request and what came back: address, status, time, idempotency key, bodies. */
export function ExchangeView({ exchange, part = 'both' }: { exchange: Exchange; part?: 'both' | 'answer' }) {
  const address = addressOf(exchange.request.url);
  return (
    <div className={classes.root} data-part={part}>
      {part === 'both' && (
        <Block
          head={
            <code className={classes.url} title={exchange.request.url}>
              <strong>{exchange.request.method}</strong> {address.path}
            </code>
          }
          facts={<ExchangeFacts host={address.host} exchange={exchange} />}
          headers={exchange.request.headers}
          body={exchange.request.body}
          part="Request"
        />
      )}
      {exchange.answer ? (
        <Block
          head={
            <>
              {part === 'answer' && (
                <code className={classes.url} title={exchange.request.url}>
                  {exchange.request.method} {address.path}
                </code>
              )}
              <code className={classes.status} data-good={exchange.answer.status < 400 || undefined}>
                {exchange.answer.status}
              </code>
              <span className={classes.hint}>
                <span className="number">{texts.took(formatDuration(exchange.durationMs), exchange.attempt)}</span>{' '}
                <RelativeTime at={exchange.at} />
              </span>
            </>
          }
          facts={part === 'answer' && <ExchangeFacts host={address.host} exchange={exchange} />}
          headers={exchange.answer.headers}
          body={exchange.answer.body}
          part="Answer"
        />
      ) : (
        <div className={classes.none}>
          <span className={classes.hint}>
            <span className="number">{texts.noAnswerAfter(formatDuration(exchange.durationMs), exchange.attempt)}</span>{' '}
            <RelativeTime at={exchange.at} />
          </span>
          {exchange.error && part === 'both' && <ErrorNote error={exchange.error} />}
        </div>
      )}
    </div>
  );
}

function ExchangeFacts({ host, exchange }: { host: string; exchange: Exchange }) {
  return (
    <p className={classes.facts}>
      <span>{host}</span>
      {exchange.idempotencyKey !== null && (
        <>
          <span>{texts.key}</span>
          <KeyText tone="hint">{exchange.idempotencyKey}</KeyText>
        </>
      )}
    </p>
  );
}

const texts = runStepsTexts.exchanges;

type BlockProps = { head: ReactNode; facts: ReactNode; headers: Record<string, string>; body: string; part: 'Request' | 'Answer' };

function Block({ head, facts, headers, body, part }: BlockProps) {
  const shown = useMemo(() => readableBody(body), [body]);
  const names = Object.entries(headers);
  return (
    <section className={classes.block} aria-label={part === 'Request' ? texts.request : texts.answer}>
      <header className={classes.head}>
        {head}
        <CopyButton text={body} label={texts.copyBodyOf[part]} />
      </header>
      {facts}
      {names.length > 0 && (
        <details className={classes.headers}>
          <summary>{texts.headers(names.length)}</summary>
          <dl>
            {names.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {body === '' ? (
        <p className={classes.empty}>{texts.noBody}</p>
      ) : (
        <div className={classes.body} style={{ height: Math.min(380, 18 * shown.text.split('\n', 24).length + 20) }}>
          <JsonText text={shown.text} label={texts.bodyOf[part]} isJson={shown.isJson} />
        </div>
      )}
    </section>
  );
}

function addressOf(url: string): { host: string; path: string } {
  if (!URL.canParse(url)) return { host: '', path: url };
  const { host, pathname, search } = new URL(url);
  return { host, path: pathname + search };
}
