import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { filesTexts as texts } from '../texts/files.ts';
import classes from './files.module.css';
import type { Plan, PlanChange, PlanNeed, Secrets } from './files-queries.ts';

type Props = { plan: Plan; secrets: Secrets; onSecret: (connection: string, field: string, value: string) => void };

/** What the files would do, thing by thing; what has to be mended first stands above it. */
export function PlanView({ plan, secrets, onSecret }: Props) {
  const { env, changes, needs, left, same, asksForPromotion, counts } = plan;
  const blocking = needs.filter((need) => need.blocks);
  const hints = needs.filter((need) => !need.blocks);
  return (
    <>
      {(blocking.length > 0 || Object.keys(secrets).length > 0) && <Needs needs={blocking} secrets={secrets} onSecret={onSecret} />}
      {changes.length === 0 && blocking.length === 0 && (
        <p className={classes.quiet}>
          <Glyph name="circle-check" size={14} />
          {texts.nothingToDo(env, same)}
        </p>
      )}
      {changes.length > 0 && (
        <div>
          <div className={classes.listHead}>
            <h3 className={classes.listTitle}>{texts.changes}</h3>
            <span className={`${classes.hint} number`}>{texts.counts(counts.create, counts.change, counts.remove)}</span>
          </div>
          <ul className={classes.lines}>
            {changes.map((change) => (
              <ChangeLine key={`${change.action} ${change.kind} ${change.name}`} change={change} />
            ))}
          </ul>
        </div>
      )}
      {asksForPromotion && (
        <Note family="info" icon="git-pull-request">
          {texts.promotion(env)}
        </Note>
      )}
      {hints.length > 0 && (
        <ul className={classes.hints}>
          {hints.map((need) => (
            <li key={keyOf(need)}>{need.message}</li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <p className={classes.hint}>
          {texts.left(env, left.map(({ kind, name }) => `${texts.kinds[kind].toLowerCase()} ${name}`).join(', '))}
        </p>
      )}
    </>
  );
}

const looks = {
  create: { icon: 'plus', word: texts.create },
  change: { icon: 'pencil', word: texts.change },
  remove: { icon: 'trash', word: texts.remove },
} as const;

/** Differences of one thing that are shown at first. */
const shownAtFirst = 6;

function ChangeLine({ change }: { change: PlanChange }) {
  const [isOpen, setIsOpen] = useState(false);
  const { action, kind, name, title, words, details, more, effects } = change;
  const shown = isOpen ? details : details.slice(0, shownAtFirst);
  return (
    <li className={classes.change}>
      <div className={classes.changeHead}>
        <span className={classes.action} data-action={action}>
          <Glyph name={looks[action].icon} size={14} />
          {looks[action].word}
        </span>
        <span className={classes.kind}>{texts.kinds[kind]}</span>
        <span className={classes.lead}>
          <span className={classes.name}>{title}</span>
          {title !== name && <code className={classes.id}>{name}</code>}
          <span className={classes.words}>{words}</span>
        </span>
      </div>
      {(shown.length > 0 || effects.length > 0) && (
        <ul className={classes.details}>
          {shown.map((detail, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two differences may read the same, and the list never changes its order
            <li key={index}>
              {detail.isBreaking && <span className={classes.breaking}>{texts.breaking}</span>}
              {detail.words}
            </li>
          ))}
          {isOpen && more > 0 && <li className={classes.hint}>{texts.more(more)}</li>}
          {details.length > shownAtFirst && (
            <li>
              <button type="button" className={classes.link} onClick={() => setIsOpen(!isOpen)}>
                {isOpen ? texts.showFewer : texts.showAll(details.length + more)}
              </button>
            </li>
          )}
          {effects.map((effect) => (
            <li key={effect} className={classes.effect}>
              <Glyph name="arrow-right" size={14} />
              {effect}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

type NeedsProps = { needs: readonly PlanNeed[]; secrets: Props['secrets']; onSecret: Props['onSecret'] };

/** What stands in the way; a missing secret is given here, and goes along with the files. */
function Needs({ needs, secrets, onSecret }: NeedsProps) {
  const missing = needs.flatMap((need) => secretOf(need) ?? []);
  const given = Object.entries(secrets).flatMap(([connection, fields]) => Object.keys(fields).map((field) => ({ connection, field })));
  const named = new Map([...given, ...missing].map((one) => [`${one.connection} ${one.field}`, one]));
  const asked = [...named.values()].sort((a, b) => (`${a.connection} ${a.field}` < `${b.connection} ${b.field}` ? -1 : 1));
  const others = needs.filter((need) => secretOf(need) === null);
  return (
    <div className={classes.needs}>
      {needs.length > 0 && (
        <Note family="bad" icon="alert-circle" role="alert">
          {others.length > 0 && (
            <>
              <strong>{texts.toMend(others.length)}</strong>{' '}
            </>
          )}
          {missing.length > 0 && texts.missingSecrets(missing.length)}
          {others.length > 0 && (
            <ul className={classes.needList}>
              {others.map((need) => (
                <li key={keyOf(need)}>
                  <code className="mono">{need.place === null ? need.path : `${need.path}: ${need.place}`}</code> {need.message}
                </li>
              ))}
            </ul>
          )}
        </Note>
      )}
      {asked.length > 0 && (
        <div className={classes.secrets}>
          {asked.map(({ connection, field }) => (
            <PasswordInput
              key={`${connection}.${field}`}
              label={texts.secretOf(connection, field)}
              autoComplete="off"
              value={secrets[connection]?.[field] ?? ''}
              onChange={(event) => onSecret(connection, field, event.currentTarget.value)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function secretOf({ path, place }: PlanNeed): { connection: string; field: string } | null {
  const connection = /^connections\/(.+)\.json$/.exec(path)?.[1];
  const field = /^secrets\.(.+)$/.exec(place ?? '')?.[1];
  return connection !== undefined && field !== undefined ? { connection, field } : null;
}

const keyOf = ({ path, place, message }: PlanNeed) => `${path} ${place ?? ''} ${message}`;
